"""The invitation: a personal link with which an admitted person first gets in."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from members.people.models import User
from portal.audit import trail
from portal.notices.flows import Mail, send_letter

from ..links import new_secret
from ..models import Invitation


@transaction.atomic
def invite(*, person: User, by) -> Invitation:
    """Mail a fresh link; earlier unused ones stop working."""
    now = timezone.now()
    person.invitations.filter(used_at__isnull=True, replaced_at__isnull=True).update(
        replaced_at=now
    )
    secret, secret_hash = new_secret()
    invitation = Invitation.objects.create(
        person=person,
        token_hash=secret_hash,
        expires_at=now + timedelta(days=settings.INVITATION_DAYS),
    )
    send_letter(
        person.email,
        mail=Mail(
            "admission/mail/invitation",
            {
                "url": reverse("admission:invitation", args=[secret]),
                "days": settings.INVITATION_DAYS,
            },
        ),
        to=person,
        by=by,
    )
    trail.record("admission.invited", on=invitation, by=by, about=person)
    return invitation


@transaction.atomic
def accept(*, invitation: Invitation, password: str | None, by=None) -> User:
    """Use the link once: the address is proven and, unless a passkey follows, the password set.

    Raises `Invitation.DoesNotExist` when it was used, replaced or has run out in the meantime.
    """
    now = timezone.now()
    used = Invitation.objects.filter(
        pk=invitation.pk, used_at__isnull=True, replaced_at__isnull=True, expires_at__gt=now
    ).update(used_at=now)
    if not used:
        raise Invitation.DoesNotExist
    person = invitation.person
    if password is not None:
        person.set_password(password)
        person.save(update_fields=["password"])
    EmailAddress.objects.update_or_create(
        user=person, email=person.email.lower(), defaults={"verified": True, "primary": True}
    )
    trail.record("admission.invitation_used", on=invitation, by=person, about=person)
    return person
