"""Minutes as they are written: a section at a time, by two who cannot overwrite each other."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from events.meetings.models import AgendaItem, Meeting
from members.people.models import User
from portal.audit import trail
from portal.kit.problems import Refused, stop_if
from portal.ui import prose
from portal.ui.validators import refuse_cpr

from .. import problems, queries
from ..enums import GIVEN
from ..models import Decision, Minutes, Section, ToDo
from .doing import give
from .locking import locked


@transaction.atomic
def begin(*, meeting: Meeting, at: datetime | None = None, by) -> Minutes:
    """The skeleton: a section for each point of the agenda, and one for any other business. Begun twice,
    the first is given."""
    now = at or timezone.now()
    # The agenda stands still while the skeleton is made of it.
    Meeting.objects.filter(pk=meeting.pk).update(sequence=F("sequence"))
    stop_if(problems.to_begin(meeting, by, now))
    minutes, created = Minutes.objects.get_or_create(meeting=meeting, defaults={"begun_at": now})
    if created:
        rest = queries.any_other_business()
        points: list[tuple[AgendaItem | None, str]] = [
            (point, point.title) for point in meeting.agenda.all()
        ]
        if rest.casefold() not in (title.casefold() for _point, title in points):
            points.append((None, rest))
        Section.objects.bulk_create(
            Section(minutes=minutes, order=order, point=point, title=title)
            for order, (point, title) in enumerate(points, start=1)
        )
        trail.record("minutes.begun", on=meeting, by=by)
    return minutes


@transaction.atomic
def save_section(
    *, section: Section, body: str, number: int, at: datetime | None = None, by
) -> Section:
    """Keep a section's text, and note who writes in it. `number` is the version that it builds on: where
    somebody has changed the section since, nothing is written. Raises `Refused` ("newer", "final", …)."""
    body = prose.clean(body)
    refuse_cpr(prose.everything_written(body))
    stop_if(problems.to_write(locked(section.minutes), by))
    now = at or timezone.now()
    writing = {"claimed_by": by, "claimed_at": now}
    here = Section.objects.filter(pk=section.pk)
    # What already stands there is no change; sent twice, it counts once.
    if not here.filter(body=body).update(**writing):
        # The condition and not the reading before it: of two who save at once, one is let in.
        changed = here.filter(version=number).update(
            body=body, version=F("version") + 1, saved_at=now, saved_by=by, **writing
        )
        if not changed:
            raise Refused([problems.NEWER])
    return here.select_related("minutes__meeting__group").get()


@transaction.atomic
def name_co_writer(*, minutes: Minutes, person: User | None, by) -> Minutes:
    """Let one colleague write along, or nobody."""
    minutes = locked(minutes)
    stop_if(problems.to_name(minutes, by))
    if person is not None:
        stop_if(problems.to_be_ticked(person))
    Minutes.objects.filter(pk=minutes.pk).update(co_writer=person)
    trail.record("minutes.co_writer_named", on=minutes.meeting, by=by, about=person)
    return locked(minutes)


@transaction.atomic
def decide(*, section: Section, text: str, by) -> Decision:
    """Put down a decision under a point."""
    text = " ".join(text.split())
    refuse_cpr(text)
    minutes = locked(section.minutes)
    stop_if(problems.to_write(minutes, by))
    decision, _created = Decision.objects.get_or_create(section=section, text=text)
    trail.record("minutes.decided", on=minutes.meeting, by=by)
    return decision


@transaction.atomic
def drop_decision(*, decision: Decision, by) -> None:
    """Take a decision out again. Safe to repeat."""
    minutes = locked(decision.section.minutes)
    stop_if(problems.to_write(minutes, by))
    if Decision.objects.filter(pk=decision.pk).delete()[0]:
        trail.record("minutes.decision_dropped", on=minutes.meeting, by=by)


@transaction.atomic
def promise(
    *,
    section: Section,
    text: str,
    owner: User | None,
    due_on: date,
    at: datetime | None = None,
    by,
) -> ToDo:
    """Put down what somebody does by when. The same again is the same to-do. Once the minutes have left
    their writers, the owner is told."""
    text = " ".join(text.split())
    refuse_cpr(text)
    minutes = locked(section.minutes)
    stop_if([*problems.to_write(minutes, by), *problems.to_promise(section, due_on)])
    if owner is not None:
        stop_if(problems.to_be_ticked(owner))
    todo, created = ToDo.objects.get_or_create(
        section=section,
        text=text,
        owner=owner,
        due_on=due_on,
        defaults={"created_at": at or timezone.now()},
    )
    if created:
        trail.record("minutes.promised", on=minutes.meeting, by=by, about=owner)
        if minutes.phase in GIVEN:
            give(minutes=minutes, by=by)
    return todo


@transaction.atomic
def drop_todo(*, todo: ToDo, by) -> None:
    """Take a to-do out again before the minutes are final. Safe to repeat."""
    minutes = locked(todo.section.minutes)
    stop_if(problems.to_write(minutes, by))
    if ToDo.objects.filter(pk=todo.pk).delete()[0]:
        trail.record("minutes.todo_dropped", on=minutes.meeting, by=by, about=todo.owner)


@transaction.atomic
def carry_on(*, section: Section, url: str, by) -> None:
    """Note where the question stands that was asked out of a point; final minutes get their link too, for
    it adds nothing to what was agreed."""
    minutes = locked(section.minutes)
    Section.objects.filter(pk=section.pk).update(question_url=url)
    trail.record("minutes.question_asked", on=minutes.meeting, by=by)
