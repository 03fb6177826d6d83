"""The invitation: a personal link with which an admitted person first gets in."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from members.people.models import User
from members.people.queries import next_post
from members.people.rules import begins_later, forget_standing, has_a_place
from portal.audit import trail
from portal.kit import dates
from portal.kit.problems import stop_if
from portal.kit.secret_links import new_secret
from portal.notices.flows import Mail, send_letter

from .. import notices
from ..enums import InvitationState
from ..models import Application, Invitation
from ..problems import to_invite_again


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
        created_at=now,
        expires_at=now + timedelta(days=settings.INVITATION_DAYS),
    )
    send_letter(person.email, mail=_letter_to(person, secret), to=person, by=by)
    trail.record("admission.invited", on=invitation, by=by, about=person)
    return invitation


@transaction.atomic
def invite_again(*, application: Application, by) -> Invitation:
    """A vetter sends an admitted applicant a fresh link. Raises `Refused`."""
    stop_if(to_invite_again(application, by))
    assert application.person is not None, "to_invite_again refuses the others"
    return invite(person=application.person, by=by)


@transaction.atomic
def renew(*, invitation: Invitation, by=None) -> Invitation | None:
    """The holder of a link that has run out asks for a fresh one: it goes to the person's own address.

    None when there is nothing to renew: a newer link is open, one has been used, or the person has left.
    """
    latest = invitation.person.invitations.first()
    assert latest is not None, "the person has at least the invitation at hand"
    if latest.state != InvitationState.EXPIRED or not has_a_place(invitation.person):
        return None
    return invite(person=invitation.person, by=by)


@transaction.atomic
def accept(*, invitation: Invitation, password: str | None, by=None) -> User:
    """Use the link once: the address is proven and, unless a passkey follows, the password set.

    Raises `Invitation.DoesNotExist` when it was used, replaced or has run out in the meantime, or
    the person has left.
    """
    now = timezone.now()
    used = Invitation.objects.filter(
        pk=invitation.pk, used_at__isnull=True, replaced_at__isnull=True, expires_at__gt=now
    ).update(used_at=now)
    person = invitation.person
    if not used or not has_a_place(person):
        raise Invitation.DoesNotExist
    if password is not None:
        person.set_password(password)
        person.save(update_fields=["password"])
    _prove_address(person)
    trail.record("admission.invitation_used", on=invitation, by=person, about=person)
    return person


def _letter_to(person: User, secret: str) -> Mail:
    """The invitation, with the day on which the doors open where it lies ahead."""
    forget_standing(person)
    post = next_post(person) if begins_later(person) else None
    opens = dates.long_date(post.starts_on, person.language) if post else ""
    return notices.invitation_letter(secret, opens)


def _prove_address(person: User) -> None:
    """The link arrived, so the account's address is its holder's, and the primary one."""
    address = person.email_key
    EmailAddress.objects.filter(user=person, primary=True).exclude(email=address).update(
        primary=False
    )
    EmailAddress.objects.update_or_create(
        user=person, email=address, defaults={"verified": True, "primary": True}
    )
