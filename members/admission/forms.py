"""What applicants and admitted ones fill in."""

from datetime import timedelta

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.municipalities.models import Municipality
from members.people.enums import PostRole
from portal.kit import danish
from portal.ui.fields import AddressField, GuardedCharField, GuardedTextField
from portal.ui.validators import no_cpr

from .enums import FunctionForm

#: Browsers send the first form; the others are what people write by hand.
DATES = ["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y"]
LONGEST_POST = timedelta(days=365 * 50)
FURTHEST_START = timedelta(days=365)


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


class ApplicationForm(forms.Form):
    """All that the secretariat needs to vet an application, and no more."""

    name = GuardedCharField(
        label=_("Name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
    title = GuardedCharField(
        label=_("Job title"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        error_messages={"required": _("Write your job title.")},
    )
    phone = forms.CharField(
        label=_("Phone"),
        help_text=_("Eight digits. The secretariat calls if something is unclear."),
        max_length=25,
        widget=forms.TextInput(
            attrs={"autocomplete": "tel", "inputmode": "tel", "class": "input-char-11"}
        ),
        error_messages={"required": _("Write your phone number.")},
    )
    municipality = forms.ModelChoiceField(
        label=_("Municipality"),
        queryset=Municipality.objects.none(),
        empty_label=_("Choose a municipality"),
        error_messages={
            "required": _("Choose your municipality."),
            "invalid_choice": _("Choose a municipality from the list."),
        },
    )
    role = forms.ChoiceField(
        label=_("You are"),
        choices=PostRole.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you are.")},
    )
    function_form = forms.ChoiceField(
        label=_("The borgerrådgiver function is placed"),
        choices=FunctionForm.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the function is placed.")},
    )
    in_post_since = forms.DateField(
        label=_("In the post since"),
        help_text=_("The day you began, or will begin."),
        input_formats=DATES,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Write the day you began."),
            "invalid": _("Write a date, such as 1.8.2026."),
        },
    )
    motivation = GuardedTextField(
        label=_("Is there anything else we should know?"),
        help_text=_("Write nothing about citizens' cases."),
        max_length=4000,
        required=False,
        rows=5,
    )
    consent = forms.BooleanField(
        label=_("The network may keep what I have written here, to decide on my application."),
        error_messages={"required": _("We can only decide when you agree to this.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Here and not on the class: the model's ordering is the Danish one.
        self.fields["municipality"].queryset = Municipality.objects.all()

    def clean_phone(self) -> str:
        try:
            return danish.phone(self.cleaned_data["phone"])
        except ValueError:
            raise forms.ValidationError(_("Write eight digits."), code="phone") from None

    def clean_in_post_since(self):
        day, today = self.cleaned_data["in_post_since"], timezone.localdate()
        if not today - LONGEST_POST <= day <= today + FURTHEST_START:
            raise forms.ValidationError(_("Can this date be right? Check the year."), code="year")
        return day

    def answers(self) -> dict:
        """What the flow asks for; the consent is recorded by handing in."""
        return {key: value for key, value in self.cleaned_data.items() if key != "consent"}


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
