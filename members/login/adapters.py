"""allauth, told our rules: nobody signs up by themself, and mails go through the one outbox."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from members.people.models import User
from members.people.rules import is_member
from portal.kit import danish
from portal.notices.flows import Mail, send_letter


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        """An account comes only out of an approved application."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Queue allauth's letters like all others.

        Only plain values are kept of the context: the worker renders the letter later, without the
        request and without model objects.
        """
        kept = {
            key: value
            for key, value in context.items()
            if isinstance(value, str | int | float | bool) and key != "email"
        }
        user = context.get("user")
        to = user if isinstance(user, User) else None
        send_letter(email, mail=Mail(template_prefix, kept), to=to, by=to)

    def get_login_redirect_url(self, request) -> str:
        """Members land on *Min side*; someone who is no longer one on their own account's page."""
        return reverse("home_member" if is_member(request.user) else "account_email")


class MFAAdapter(DefaultMFAAdapter):
    def _get_site_name(self) -> str:
        """What an authenticator app shows beside the code."""
        return settings.WAGTAIL_SITE_NAME


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request, sociallogin) -> bool:
        return False

    def pre_social_login(self, request, sociallogin) -> None:
        """Let a municipality's own log-in open an account that exists, for the allowed tenants only.

        The token's tenant must be the one the provider was set up for: Entra ID signs tokens of every
        tenant with the same keys. Raises PermissionDenied otherwise.
        """
        data = sociallogin.account.extra_data or {}
        claims = data.get("id_token") or data.get("userinfo") or data
        tenant = str(claims.get("tid", "")).lower()
        if not tenant or tenant not in settings.OIDC_TENANTS:
            raise PermissionDenied
        address = str(claims.get("email") or claims.get("preferred_username") or "")
        if sociallogin.is_existing:
            return
        person = User.objects.filter(email_key=danish.fold(address)).first() if address else None
        if person is None:
            raise PermissionDenied
        sociallogin.connect(request, person)
