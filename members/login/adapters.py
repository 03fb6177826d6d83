"""allauth, told our rules: nobody signs up by themself, and mails go through the one outbox."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _

from members.people.models import User
from members.people.rules import begins_later, is_member
from portal.kit import addresses
from portal.notices.flows import Mail, send_letter

from . import tenants


def _person_with(address: str) -> User | None:
    return User.objects.filter(email_key=addresses.key(address)).first()


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        """An account comes only out of an approved application."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Queue allauth's letters like all others: `<prefix>.subject.txt`, `.txt` and `.html`.

        Only plain values are kept of the context: the worker renders the letter later, without the
        request and without model objects. Where the reader is and with which browser is not kept.
        """
        kept = {
            key: value
            for key, value in context.items()
            if isinstance(value, str | int | float | bool)
            and key not in {"email", "ip", "user_agent"}
        }
        to = self._account_of(email, context.get("user"))
        send_letter(email, mail=Mail(template_prefix, kept), to=to, by=to)

    def _account_of(self, email: str, user) -> User | None:
        """Whose letter it is, for the name and the language. Security notices do not say, so their
        address does; an address nobody has proven belongs to nobody."""
        if isinstance(user, User):
            return user
        known = EmailAddress.objects.filter(email=addresses.key(email), verified=True)
        found = known.select_related("user").first()
        return found.user if found is not None else None

    def send_password_reset_mail(self, user: User, email: str, context: dict) -> None:
        """To the account's own address, and never to the one that was typed."""
        super().send_password_reset_mail(user, user.email, context)

    def confirm_email(self, request, email_address: EmailAddress) -> bool:
        """Refuse an address that is another account's, also one whose holder has not logged in yet."""
        other = _person_with(email_address.email)
        if other is None or other.pk == email_address.user_id:
            return super().confirm_email(request, email_address)
        self.add_message(
            request,
            messages.ERROR,
            "account/messages/email_confirmation_failed.txt",
            {"email": email_address.email},
        )
        return False

    def get_reauthentication_methods(self, user) -> list[dict]:
        """Who has a second factor confirms with it: with the password alone, a session that never
        showed it could remove it, or add one of its own. The easiest first, which is asked for."""
        methods = super().get_reauthentication_methods(user)
        stronger = [each for each in methods if each["id"].startswith("mfa_reauthenticate")]
        if stronger and not is_mfa_enabled(user, types=[Authenticator.Type.TOTP]):
            stronger.reverse()  # without an app, the page for codes knows recovery codes only
        return stronger or methods

    def get_login_redirect_url(self, request) -> str:
        """Members land on *Min side*, whoever begins later on the page that says when; all others on the page
        that says what has become of their membership, and why."""
        if is_member(request.user):
            return reverse("home_member")
        return reverse("home_soon" if begins_later(request.user) else "membership:mine")


class MFAAdapter(DefaultMFAAdapter):
    def _get_site_name(self) -> str:
        """What an authenticator app shows beside the code."""
        return settings.WAGTAIL_SITE_NAME

    def generate_authenticator_name(self, user, type) -> str:
        """What a passkey is called until its owner calls it something."""
        number = Authenticator.objects.filter(user=user.pk, type=type).count() + 1
        return _("My passkey") if number == 1 else _("Passkey %(number)d") % {"number": number}


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request, sociallogin) -> bool:
        return False

    def pre_social_login(self, request, sociallogin) -> None:
        """Let a municipality's own log-in open an account that exists, for the allowed tenants only.

        Raises PermissionDenied for another tenant's token, and for an address without an account.
        """
        claims = tenants.claims_of(sociallogin)
        if not tenants.is_allowed(claims, provider=sociallogin.account.provider):
            raise PermissionDenied
        if sociallogin.is_existing:
            return
        address = tenants.address_in(claims)
        person = _person_with(address) if address else None
        if person is None or not person.is_active:
            raise PermissionDenied
        sociallogin.connect(request, person)
