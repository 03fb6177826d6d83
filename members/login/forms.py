"""allauth's forms in which an address is typed: read in any spelling, looked up by its key."""

from allauth.account import forms
from allauth.account.fields import EmailField

from members.people.models import User
from portal.kit import addresses


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
