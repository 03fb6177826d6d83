from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from members.people.models import User
from portal.kit import addresses
from portal.ui.days import WrittenDayField
from portal.ui.fields import AddressField, GuardedCharField, GuardedTextField

from .enums import Kind, Outcome


class FindForm(forms.Form):
    """Whom the secretariat looks for."""

    q = GuardedCharField(label=_("Name or e-mail"), required=False, max_length=100)


class MergeForm(forms.Form):
    """The two accounts that are one person's."""

    kept = AddressField(label=_("The account that stays (e-mail)"))
    gone = AddressField(label=_("The account that goes (e-mail)"))

    def clean_kept(self) -> User:
        return self._person("kept")

    def clean_gone(self) -> User:
        return self._person("gone")

    def _person(self, name: str) -> User:
        person = User.objects.filter(email_key=addresses.key(self.cleaned_data[name])).first()
        if person is None:
            raise forms.ValidationError(_("There is no account with this e-mail."), code="unknown")
        return person


class CorrectionForm(forms.Form):
    """What somebody wants put right that they cannot put right themself."""

    words = GuardedTextField(
        label=_("What is wrong, and what should stand there?"),
        help_text=_("Say where it stands, so that we find it."),
        max_length=4000,
        rows=6,
        error_messages={"required": _("Write what is to be corrected.")},
    )


class DeletionForm(forms.Form):
    """Somebody wants to be erased, and has seen what that means."""

    words = GuardedTextField(
        label=_("Is there something we should know?"), required=False, max_length=4000, rows=3
    )
    understood = forms.BooleanField(
        label=_("I have read what goes and what stays, and ask to be erased"),
        error_messages={"required": _("Tick it to say that you have read it.")},
    )


class WriteDownForm(forms.Form):
    """What came by phone or letter, in the secretariat's hand."""

    kind = forms.ChoiceField(
        label=_("What does the person ask for?"),
        choices=[
            (Kind.CORRECTION, _("To have something corrected")),
            (Kind.DELETION, _("To be erased")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the person asks for.")},
    )
    received_on = WrittenDayField(
        label=_("When did it come?"),
        help_text=_("The month to answer in is counted from that day."),
    )
    words = GuardedTextField(
        label=_("In the person's words"),
        help_text=_("The person sees it on their page."),
        required=False,
        max_length=4000,
        rows=4,
    )

    def clean(self):
        found = super().clean() or {}
        if found.get("kind") == Kind.CORRECTION and "words" in found and not found["words"]:
            self.add_error("words", _("Write what is to be corrected."))
        return found


class AnswerForm(forms.Form):
    """The secretariat's answer to a request."""

    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what came of it.")},
    )
    answer = GuardedTextField(
        label=_("Your answer"),
        help_text=_(
            "The person gets it as a letter and sees it on their page. Say what you have done, and "
            "why not the rest."
        ),
        max_length=4000,
        rows=7,
        error_messages={"required": _("Write the answer.")},
    )

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        done = [(Outcome.DONE, _("It is corrected"))] if kind == Kind.CORRECTION else []
        choices = [
            *done,
            (Outcome.PARTLY, _("Some of it is done, some is not")),
            (Outcome.REFUSED, _("It cannot be done")),
        ]
        cast(forms.ChoiceField, self.fields["outcome"]).choices = choices


class EraseForm(forms.Form):
    """What stands in the last letter to one who has asked to be erased."""

    words = GuardedTextField(
        label=_("A word to the person"),
        help_text=_(
            "It stands in the letter that says that they are erased. Nothing is kept of it."
        ),
        required=False,
        max_length=2000,
        rows=4,
    )
