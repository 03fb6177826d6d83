"""Whom one wants to share a room with.

Those who have chosen to stand on the participants' list are offered by name. Somebody else is found only by
whoever knows that they come: by their exact name, and the answer is the same for a name that nobody has and
for somebody who stays at home. So the field tells nobody who else is there.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kit import danish
from portal.ui.fields import GuardedCharField

from ..models import Registration


class ShareForm(forms.Form):
    """A name, chosen from the list or written out."""

    who = GuardedCharField(
        label=_("With whom?"),
        max_length=160,
        help_text=_(
            "Those on the participants' list are suggested. You find others by writing their name exactly."
        ),
        widget=forms.TextInput(attrs={"list": "on-list", "autocomplete": "off"}),
    )

    def __init__(self, *args, beside, **kwargs):
        super().__init__(*args, **kwargs)
        self.beside = beside

    def clean_who(self) -> Registration:
        """The one registration that is meant."""
        wanted = danish.fold(self.cleaned_data["who"])
        found = [each for each in self.beside if wanted in _names(each)]
        if not found:
            raise forms.ValidationError(
                _("No participant has exactly that name. Ask them how it is written.")
            )
        if len(found) > 1:
            raise forms.ValidationError(
                _("Several have that name: write the municipality after it, “Name, Municipality”.")
            )
        return found[0]


def full_name(registration: Registration) -> str:
    """`Mette Holm, Odense`."""
    person = registration.person
    assert person is not None, "those with an account are listed"
    home = person.home_municipality
    return f"{person.name}, {home.name}" if home else person.name


def _names(registration: Registration) -> set[str]:
    assert registration.person is not None
    return {danish.fold(registration.person.name), danish.fold(full_name(registration))}
