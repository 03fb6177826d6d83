"""Erasing what the policy no longer lets us keep. Each part works in small transactions of its own, so
that a long night's work never holds the database for long.

A room erases its own data by a flow `(*, before, by)` that says how many rows it changed, and `PARTS`
names it beside the deadline. What stands here belongs to no room alone: accounts, log-ins and traces.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Protocol

import structlog
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, FileField, Model, OuterRef, Q, QuerySet
from django.utils import timezone

import events.billing.flows.forgetting as billing
import events.certificates.flows.forgetting as certificates
import events.check_in.flows.forgetting as check_in
import events.conference.flows.forgetting as conference
import events.courses.flows.forgetting as courses
import events.evaluations.flows.forgetting as evaluations
import events.meetings.flows.forgetting as meetings
import events.minutes.flows.forgetting as minutes
import events.polls.flows.forgetting as polls
import events.proposals.flows.forgetting as proposals
import forum.moderation.flows.forgetting as moderation
import forum.questions.flows.forgetting as questions
import members.admission.flows.forgetting as admission
import members.vetting.flows.forgetting as vetting
import portal.words.flows.forgetting as words
import resources.transfer.flows.forgetting as transfer
from members.admission.models import Application
from members.people.models import Membership, Suspension, User
from portal.audit import trail
from portal.audit.models import Entry
from portal.jobs.batches import SIZE, in_batches
from portal.kit.addresses import ERASED
from portal.live.streams import close_all
from portal.notices.models import Notice, OutgoingMail

from .. import notices
from ..models import DataRequest
from ..own_data.reading import FoundChapter, own_data
from ..policy import policy
from . import answering

log = structlog.get_logger("portal.retention")

FORMER_MEMBER = "Tidligere medlem"
#: An account is many rows, so fewer of them at a time.
FEW = 25


class Part(Protocol):
    """Erases what is from before; returns how many rows it changed."""

    def __call__(self, *, before: datetime, by) -> int: ...


def erase_what_has_run_out(*, now: datetime | None = None, by) -> dict[str, int]:
    """Do everything that is due; returns how many rows each part erased or emptied.

    A part that fails is logged and the others are done all the same; then raises ExceptionGroup.
    """
    moment = timezone.localtime(now)
    counts, errors = {}, []
    for name, part in PARTS.items():
        try:
            counts[name] = part(before=policy().deadlines[name].before(moment), by=by)
        except Exception as error:
            log.exception("not_erased", part=name)
            errors.append(error)
    if errors:
        raise ExceptionGroup("Not all that has run out could be erased.", errors)
    return counts


@transaction.atomic
def hand_over(*, person: User, by) -> list[FoundChapter]:
    """Everything that is kept about the person, for a file. The trail keeps that it was handed over."""
    trail.record("retention.handed_over", on=person, by=by, about=person)
    return own_data(person)


def _erase(
    what: str, rows: QuerySet, deed: Callable[[QuerySet], int], by, *, size: int = SIZE
) -> int:
    """Do the deed batch by batch, each with its line in the trail."""

    def erase(some: QuerySet) -> int:
        count = deed(some)
        trail.record("retention.erased", on=None, by=by, what=what, count=count)
        return count

    return in_batches(rows, erase, size=size)


def _delete(some: QuerySet) -> int:
    return some.delete()[1].get(some.model._meta.label, 0)


# --- traces ------------------------------------------------------------------------------------------
def _notices(*, before: datetime, by) -> int:
    return _erase("notices", Notice.objects.filter(created_at__lt=before), _delete, by)


def _mails(*, before: datetime, by) -> int:
    return _erase("mails", OutgoingMail.objects.filter(created_at__lt=before), _delete, by)


def _logins(*, before: datetime, by) -> int:
    return _erase("logins", UserSession.objects.filter(last_seen_at__lt=before), _delete, by)


def _sessions(*, before: datetime, by) -> int:
    return _erase("sessions", Session.objects.filter(expire_date__lt=before), _delete, by)


def _requests(*, before: datetime, by) -> int:
    """What was asked of one's own data, and what came of it."""
    return _erase("data_requests", DataRequest.objects.filter(closed_at__lt=before), _delete, by)


def _audit(*, before: datetime, by) -> int:
    return _erase("audit", Entry.objects.filter(at__lt=before), _delete, by)


# --- accounts ----------------------------------------------------------------------------------------
def _profiles(*, before: datetime, by) -> int:
    """Empty the profile and close the account of everyone whose membership ended before."""
    people = _left(before).exclude(email_key__endswith=ERASED)
    return _erase("profiles", people, lambda some: _empty_profiles(some, by), by, size=FEW)


def _empty_profiles(some: QuerySet[User], by, *, words: str = "") -> int:
    """`words` stand in the last letter to those who have asked to be erased."""
    for session in UserSession.objects.filter(user__in=some):
        session.end()
    for rows in _rows_of(some):
        _delete_with_files(rows)
    vetting.anonymise(applications=Application.objects.filter(person__in=some), by=by)
    meetings.erase_guests_of(people=some, by=by)
    # That and when stays, so that past days' figures stay true.
    Suspension.objects.filter(person__in=some).update(reason="", statement="")
    for person in some:
        address, language = person.email, person.language
        is_to_hear = answering.settle_by_erasing(person=person, by=by)
        person.email = f"person-{person.pk}{ERASED}"
        person.title = person.phone = person.about = ""
        person.offers, person.visibility, person.is_active = [], {}, False
        person.language = User._meta.get_field("language").default
        person.last_login = None
        person.set_unusable_password()
        person.save()
        person.expertise.clear()
        trail.record("retention.profile_erased", on=person, by=by, about=person)
        if is_to_hear:
            notices.erased(address, language, words, by=by)
        close_all(person.pk)
    return len(some)


def _rows_of(people: QuerySet[User]) -> list[QuerySet]:
    """All rows of these people that the policy lets go with the profile, whatever room they are in."""
    found = []
    for name, row in policy().personal().items():
        model = apps.get_model(name.rpartition(".")[0])
        field = model._meta.get_field(name.rpartition(".")[2])
        if "profiles" not in row.get("deadlines", ()) or field.related_model is not User:
            continue
        if row["erase"] in ("delete_row", "with_person") and not field.many_to_many:
            found.append(model._default_manager.filter(**{f"{field.name}__in": people}))
    return found


def _delete_with_files(rows: QuerySet[Model]) -> None:
    """Delete the rows and, once that is certain, the files they name."""
    for field in rows.model._meta.local_fields:
        if isinstance(field, FileField):
            for stored in filter(None, rows.values_list(field.name, flat=True)):
                transaction.on_commit(partial(field.storage.delete, stored))
    rows.delete()


def _names(*, before: datetime, by) -> int:
    """Take the name from what the person wrote, which stays for the others' use."""
    people = _left(before).exclude(name=FORMER_MEMBER)
    return _erase("names", people, lambda some: _take_names(some, by), by, size=FEW)


def _take_names(some: QuerySet[User], by) -> int:
    for person in some:
        person.name = FORMER_MEMBER
        person.save(update_fields=["name"])
        trail.record("retention.name_erased", on=person, by=by, about=person)
    return len(some)


def _left(before: datetime) -> QuerySet[User]:
    """Those whose last membership ended before, and who have not come back."""
    memberships = Membership.objects.filter(person=OuterRef("pk"))
    lasting = Q(ended_at__isnull=True) | Q(ended_at__gte=before)
    return User.objects.filter(Exists(memberships)).exclude(Exists(memberships.filter(lasting)))


# --- meetings ----------------------------------------------------------------------------------------
def _who_came(*, before: datetime, by) -> int:
    """Names on answers, and on the lists of those who came."""
    return meetings.forget_who_came(before=before, by=by) + minutes.forget_who_came(
        before=before, by=by
    )


def _who_took(*, before: datetime, by) -> int:
    """The same of courses."""
    return courses.forget_who_took(before=before, by=by) + certificates.forget_who_came(
        before=before, by=by
    )


# --- the annual conference ---------------------------------------------------------------------------
def _after_conference(*, before: datetime, by) -> int:
    """What served its days; who had which meal and night, once that is billed; badges,
    meals eaten and helpers."""
    return (
        conference.erase_needs(before=before, by=by)
        + billing.forget_what_is_billed(before=before, by=by)
        + check_in.forget_days(before=before, by=by)
    )


def _books(*, before: datetime, by) -> int:
    """Bills, and what they were made of."""
    return billing.delete_documents(before=before, by=by) + conference.delete_registrations(
        before=before, by=by
    )


#: The policy's deadline → the flow that is called each night with the moment before which it has run out.
PARTS: dict[str, Part] = {
    "notices": _notices,
    "mails": _mails,
    "application_drafts": admission.delete_drafts,
    "unsuccessful_applications": vetting.forget_unsuccessful,
    "profiles": _profiles,
    "names": _names,
    "logins": _logins,
    "sessions": _sessions,
    "audit": _audit,
    "data_requests": _requests,
    "signups": _who_came,
    "enrolments": _who_took,
    "certificates": certificates.delete_certificates,
    "receipts": evaluations.delete_receipts,
    "evaluations": evaluations.delete_remarks,
    "wishes": meetings.erase_wishes,
    "guests": meetings.erase_guests,
    "date_polls": polls.delete_polls,
    "needs": _after_conference,
    "proposals": proposals.delete_proposals,
    "speakers": conference.erase_speakers,
    "billing": _books,
    "arrivals": check_in.forget_who_came,
    "question_events": questions.delete_events,
    "reports": moderation.delete_cases,
    "question_drafts": questions.delete_drafts,
    "vain_searches": words.delete_vain,
    "library_exports": transfer.delete_exports,
    "library_imports": transfer.delete_imports,
}
