"""Lists of applications for a reader, and what a personal link leads to."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.utils import timezone

from members.people.enums import Permission
from members.people.models import User
from members.people.queries import members
from members.people.rules import may
from portal.audit import trail
from portal.audit.models import Entry
from portal.kit.secret_links import hash_of

from .enums import OPEN, TOLD, WITH_APPLICANT, State
from .links import read_application_token
from .models import Application, Exchange, Invitation, MembershipRules


def applications_for(user) -> QuerySet[Application]:
    """What a vetter sees: all that have been handed in. An applicant comes by the personal link."""
    if not may(user, Permission.VET_APPLICATIONS):
        return Application.objects.none()
    return (
        Application.objects.exclude(state=State.DRAFT)
        .exclude(submitted_at=None)
        .select_related("municipality", "vetter")
    )


def open_for(user) -> QuerySet[Application]:
    """Those that wait for a decision, the oldest first."""
    return applications_for(user).filter(state__in=OPEN).order_by("submitted_at", "pk")


def overdue(today: date) -> QuerySet[Application]:
    """Those whose applicants should have answered before today."""
    return Application.objects.filter(
        exchanges__answered_at__isnull=True,
        exchanges__closed_at__isnull=True,
        exchanges__due_on__lt=today,
        state__in=WITH_APPLICANT,
    ).distinct()


def to_welcome() -> QuerySet[Application]:
    """Those admitted before their post began, who are members by now and have not been bid welcome."""
    return Application.objects.filter(
        state=State.APPROVED, welcomed_at__isnull=True, person__in=members().values("pk")
    ).select_related("person")


def application_behind(token: str) -> Application:
    """The application a personal link leads to. The link lasts a draft's days and, once the application has
    been handed in, until that many days after it was decided or withdrawn: a hearing may take its time. The
    link of one that was joined with another lasts as long as that one's.

    Raises `signing.BadSignature` (its child `SignatureExpired` for one that has run out) and
    `Application.DoesNotExist`.
    """
    number, is_old = read_application_token(token)
    application = Application.objects.select_related("municipality", "joined_to").get(pk=number)
    goes_on = application.joined_to or application
    if is_old and goes_on.state not in OPEN:
        closed = goes_on.closed_at
        lasts = timedelta(days=settings.APPLICATION_DRAFT_DAYS)
        if closed is None or closed + lasts < timezone.now():
            raise signing.SignatureExpired("Nobody waits for it any more.")
    return application


def open_exchange(application: Application) -> Exchange | None:
    """What the applicant is asked just now."""
    return application.exchanges.filter(answered_at__isnull=True, closed_at__isnull=True).first()


def history_of(application: Application) -> list[tuple[datetime, str]]:
    """What has happened to an application, oldest first, in words for its applicant: when, and what. Who did
    it is not told, nor that another vetter has taken it over."""
    told: list[tuple[datetime, str]] = []
    was_taken = False
    for entry in trail.of_object(application).filter(action__in=TOLD).order_by("at", "pk"):
        if entry.action == "admission.taken":
            if was_taken:
                continue
            was_taken = True
        told.append((entry.at, str(TOLD[entry.action])))
    return told


def rules_on(day: date) -> MembershipRules | None:
    """The rules of membership that are in force on a day."""
    return MembershipRules.objects.filter(valid_from__lte=day).first()


def invitation_behind(secret: str) -> Invitation | None:
    """The invitation a personal link leads to, whatever its state."""
    return Invitation.objects.select_related("person").filter(token_hash=hash_of(secret)).first()


def latest_invitation(person: User | None) -> Invitation | None:
    """The newest invitation, which is the only one that can be open."""
    return person.invitations.first() if person is not None else None


def story_of(application: Application) -> list[tuple[Entry, User | None]]:
    """All deeds on an application and on the invitations that followed, newest first, each with who
    did it (None for the applicant, the clock or an account that is gone)."""
    entries = trail.of_object(application)
    if application.person_id is not None:
        for invitation in Invitation.objects.filter(person=application.person_id):
            entries = entries | trail.of_object(invitation)
    story = list(entries)
    people = User.objects.in_bulk({entry.by_id for entry in story if entry.by_id is not None})
    return [(entry, people.get(entry.by_id)) for entry in story]
