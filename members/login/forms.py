"""allauth's forms with our rules: an address is read in any spelling and looked up by its key, and what
a passkey is called is free text."""

from allauth.account import forms
from allauth.account.fields import EmailField
from allauth.mfa.webauthn import forms as passkeys
from django.forms import CharField
from django.utils.translation import gettext_lazy as _

from members.people.models import User
from portal.kit import addresses, cpr
from portal.ui.fields import GuardedCharField

#: What fits on the line of a list.
LONGEST_NAME = 60


class AddressField(EmailField):
    """An address as it is known: allauth compares what is typed with the keys it keeps."""

    def to_python(self, value):
        return addresses.key(super().to_python(value))


class LoginForm(forms.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressField()


class ResetPasswordForm(forms.ResetPasswordForm):
    email = AddressField(required=True)

    def clean_email(self) -> str:
        """The account itself is looked up, not an address that somebody has only asked to change to."""
        email = self.cleaned_data["email"]
        self.users = list(User.objects.filter(email_key=email, is_active=True))
        return email


class AddEmailForm(forms.AddEmailForm):
    email = AddressField(required=True)


class _ChoosePassword:
    """One sentence on what makes a good password, instead of four on what does not."""

    fields: dict

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _(
            "At least 12 characters. Three or four words in a row are easy to keep."
        )


class ChangePasswordForm(_ChoosePassword, forms.ChangePasswordForm):
    pass


class SetPasswordForm(_ChoosePassword, forms.SetPasswordForm):
    pass


class ResetPasswordKeyForm(_ChoosePassword, forms.ResetPasswordKeyForm):
    pass


class AddPasskeyForm(passkeys.AddWebAuthnForm):
    name = CharField(label=_("Name"), required=False)

    def clean_name(self) -> str:
        """The passkey has been made by now, so its name is mended and not refused."""
        return cpr.mask(super().clean_name())[:LONGEST_NAME]


class EditPasskeyForm(passkeys.EditWebAuthnForm):
    name = GuardedCharField(label=_("Name"), max_length=LONGEST_NAME)


class FirstPasskeyForm(passkeys.SignupWebAuthnForm):
    """Nothing to fill in, and no choice to use it only after a password."""
