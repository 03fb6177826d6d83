"""The conference as something to evaluate: those who came are asked, of the whole and of the sessions that
they were at; the secretariat asks and sees; whoever spoke at a session sees what was answered about that
one."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from events.conference.enums import State
from events.conference.models import Conference
from events.conference.rules import may_manage, may_view
from events.evaluations import subjects
from events.evaluations.subjects import Kind, Part, Subject
from members.people.enums import Permission
from members.people.models import User
from members.people.queries import holders
from members.people.rules import is_member

from . import default, queries
from .rules import asked_at, asked_between


def _conference(number: int) -> Conference | None:
    return Conference.objects.filter(pk=number).first()


def find(number: int) -> Subject | None:
    conference = _conference(number)
    if conference is None:
        return None
    stands = conference.state == State.PUBLISHED
    return Subject(
        conference.title, conference.get_absolute_url(), asked_at(conference), stands=stands
    )


def answerers(number: int):
    conference = _conference(number)
    return User.objects.none() if conference is None else queries.answerers(conference)


def may_set(user, number: int) -> bool:
    conference = _conference(number)
    return conference is not None and may_manage(user)


def may_see(user, number: int) -> bool:
    conference = _conference(number)
    return conference is not None and may_manage(user)


def overseers(number: int) -> Iterable[User]:
    return list(holders(Permission.MANAGE_CONFERENCE))


def over(since: datetime, until: datetime) -> Iterable[int]:
    found = Conference.objects.filter(asked_between(since, until), state=State.PUBLISHED)
    return [each.pk for each in found if since < asked_at(each) <= until]


def taken_by(user) -> Iterable[int]:
    return queries.came_to(user).values_list("pk", flat=True)


def seen_by(user) -> Iterable[int]:
    if not (is_member(user) and may_manage(user)):
        return []
    return Conference.objects.values_list("pk", flat=True)


def parts(number: int) -> Sequence[Part]:
    conference = _conference(number)
    return [] if conference is None else queries.parts_of(conference)


def parts_of(user: Any, number: int) -> Collection[str]:
    conference = _conference(number)
    if conference is None:
        return frozenset()
    return {queries.key_of(each.pk) for each in queries.sessions_at(user, conference)}


def parts_seen_by(user: Any, number: int) -> Collection[str]:
    """A speaker's own sessions."""
    conference = _conference(number)
    if conference is None or not may_view(user, conference):
        return frozenset()
    spoken = queries.spoken_at_by(user, conference).values_list("pk", flat=True)
    return {queries.key_of(pk) for pk in spoken}


def part_overseers(number: int) -> Iterable[tuple[str, Iterable[User]]]:
    conference = _conference(number)
    if conference is None:
        return []
    return [(queries.key_of(pk), who) for pk, who in queries.speakers_of(conference).items()]


def desk(number: int) -> str:
    return reverse("feedback_desk:overview", args=[number])


def offer() -> None:
    subjects.offer(
        queries.NAME,
        Kind(
            find=find,
            answerers=answerers,
            may_set=may_set,
            may_see=may_see,
            overseers=overseers,
            over=over,
            taken_by=taken_by,
            seen_by=seen_by,
            parts=parts,
            parts_of=parts_of,
            parts_seen_by=parts_seen_by,
            part_overseers=part_overseers,
            questions=default.questions,
            desk=desk,
        ),
    )
