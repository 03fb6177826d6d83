"""To-dos: given to their owners, done, reminded of and handed over."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from members.people.models import User
from portal.audit import trail
from portal.kit.dates import add_working_days
from portal.kit.problems import stop_if

from .. import notices, problems
from ..enums import GIVEN
from ..models import Minutes, ToDo


@transaction.atomic
def give(*, minutes: Minutes, at: datetime | None = None, quietly: bool = False, by) -> int:
    """Tell each owner what was given to them that they have not heard of; returns how many to-dos."""
    fresh = ToDo.objects.filter(
        section__minutes=minutes, given_at__isnull=True, owner__isnull=False
    ).select_related("owner", "section__minutes__meeting")
    given = 0
    for todo in fresh:
        given += ToDo.objects.filter(pk=todo.pk, given_at__isnull=True).update(
            given_at=at or timezone.now()
        )
        if not quietly and todo.done_at is None:
            notices.tell_given(todo, by=by)
    if given:
        trail.record("minutes.todos_given", on=minutes.meeting, by=by, count=given)
    return given


@transaction.atomic
def set_done(*, todo: ToDo, done: bool, at: datetime | None = None, by) -> ToDo:
    """Tick a to-do done, or not done after all. Safe to repeat."""
    stop_if(problems.to_do(todo, by))
    changed = ToDo.objects.filter(pk=todo.pk, done_at__isnull=done).update(
        done_at=(at or timezone.now()) if done else None
    )
    if changed:
        meeting = todo.section.minutes.meeting
        trail.record("minutes.todo_done", on=meeting, by=by, about=todo.owner, done=done)
    todo.refresh_from_db()
    return todo


@transaction.atomic
def pass_todo(*, person: User, number: int, to: User | None, by) -> None:
    """Somebody else does what this person has promised, or nobody yet. Safe to repeat."""
    for todo in ToDo.objects.filter(pk=number, owner=person).select_related(
        "section__minutes__meeting"
    ):
        ToDo.objects.filter(pk=todo.pk).update(owner=to, given_at=None, reminded_at=None)
        minutes = todo.section.minutes
        trail.record("minutes.todo_passed_on", on=minutes.meeting, by=by, about=to)
        if to is not None and minutes.phase in GIVEN:
            give(minutes=minutes, by=by)


@transaction.atomic
def remind(*, today: date | None = None, by) -> int:
    """Remind owners on the working day before a to-do is due, once; returns how many. Safe to repeat."""
    today = today or timezone.localdate()
    near = ToDo.objects.filter(
        done_at__isnull=True,
        reminded_at__isnull=True,
        owner__isnull=False,
        section__minutes__phase__in=sorted(GIVEN),
        due_on__gte=today,
        # No row of Danish holidays and weekends is longer.
        due_on__lte=today + timedelta(days=10),
    ).select_related("owner", "section__minutes__meeting")
    reminded = 0
    for todo in near:
        if add_working_days(todo.due_on, -1) > today:
            continue
        ToDo.objects.filter(pk=todo.pk).update(reminded_at=timezone.now())
        notices.tell_due(todo, by=by)
        reminded += 1
    if reminded:
        trail.record("minutes.todos_reminded", on=None, by=by, count=reminded)
    return reminded
