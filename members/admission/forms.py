"""What those who begin, admitted ones and editors of the rules fill in."""

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _

from portal.ui.days import DATES
from portal.ui.fields import AddressField, GuardedCharField, GuardedTextField
from portal.ui.validators import no_cpr


class StartForm(forms.Form):
    """The work e-mail, and a field that only robots see and fill in."""

    email = AddressField(
        label=_("Your work e-mail"),
        help_text=_("The address your municipality has given you."),
        max_length=254,
        validators=[no_cpr],
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={
            "required": _("Write your work e-mail."),
            "invalid": _("Write a whole e-mail address, such as name@municipality.dk."),
        },
    )
    homepage = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def is_robots(self) -> bool:
        return bool(self.cleaned_data.get("homepage"))


class FirstPasswordForm(SetPasswordForm):
    """The first password of an admitted person, or a returning one's new one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        first, second = self.fields["new_password1"], self.fields["new_password2"]
        first.label, second.label = _("Password"), _("The password again")
        first.help_text = _(
            "At least 12 characters. Three or four words in a row are easy to keep."
        )
        second.help_text = ""
        first.error_messages["required"] = _("Choose a password.")
        second.error_messages["required"] = _("Write the password again.")
        first.widget.attrs.pop("autofocus", None)


class RulesForm(forms.Form):
    """A new version of who may become a member."""

    text = GuardedTextField(
        label=_("The rules"),
        help_text=_("An empty line begins a new paragraph."),
        max_length=20_000,
        rows=18,
        error_messages={"required": _("Write the rules.")},
    )
    change = GuardedCharField(
        label=_("What is new"),
        help_text=_("A sentence for those who know the former version."),
        max_length=300,
        error_messages={"required": _("Write what is new.")},
    )
    valid_from = forms.DateField(
        label=_("In force from"),
        help_text=_("Applications that are handed in from this day on are judged by them."),
        input_formats=DATES,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Write the day."),
            "invalid": _("Write a date, such as 1.8.2026."),
        },
    )
