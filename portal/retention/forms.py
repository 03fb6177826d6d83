from django import forms
from django.utils.translation import gettext_lazy as _

from members.people.models import User
from portal.kit import addresses
from portal.ui.fields import AddressField, GuardedCharField


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
