"""Taking a case, and settling it."""

from django.db import transaction
from django.utils import timezone

from forum.questions import flows as forum
from forum.questions.models import Answer, Comment, Question
from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import notices
from ..enums import OPEN, CaseState, Outcome
from ..models import Case, Text
from ..problems import SETTLED, TAKEN, to_handle, to_settle
from ..rules import may_handle


@transaction.atomic
def take(*, case: Case, over: bool = False, by: User) -> Case:
    """Look at a case from now on; with `over` also when another does. Of two who take it at once, one
    gets it. Safe to repeat."""
    stop_if(to_handle(case, by))
    free = Case.objects.filter(pk=case.pk, state__in=OPEN if over else [CaseState.NEW])
    got_it = free.exclude(assignee=by).update(state=CaseState.TAKEN, assignee=by)
    case = Case.objects.get(pk=case.pk)
    if got_it:
        trail.record("moderation.taken", on=case, by=by)
    elif not case.is_open:
        stop_if([SETTLED])
    elif case.assignee_id != by.pk:
        stop_if([TAKEN])
    return case


@transaction.atomic
def pass_on(*, person: User, number: int, to: User | None, by) -> None:
    """A case that one has taken goes to another who may handle it, else back to those that wait. Safe to
    repeat."""
    for case in Case.objects.filter(pk=number, state=CaseState.TAKEN, assignee=person):
        fits = to is not None and may_handle(to, case)
        Case.objects.filter(pk=case.pk).update(
            state=CaseState.TAKEN if fits else CaseState.NEW, assignee=to if fits else None
        )
        trail.record("moderation.passed_on", on=case, by=by, about=to if fits else None)


@transaction.atomic
def settle(*, case: Case, outcome: Outcome, note: str = "", by: User) -> Case:
    """Say what came of it, do what that means for the text, and tell those who reported it; `note` is for
    them. Of two who settle it at once, one does. The same again by the same person changes nothing."""
    stop_if(to_settle(case, outcome, by))
    refuse_cpr(note)
    done = Case.objects.filter(pk=case.pk, state__in=OPEN).update(
        state=CaseState.SETTLED,
        settled_at=timezone.now(),
        assignee=by,
        outcome=outcome,
        note=" ".join(note.split()),
    )
    case = Case.objects.get(pk=case.pk)
    if not done:
        again = (case.assignee_id, case.outcome) == (by.pk, outcome)
        stop_if([] if again else [SETTLED])
        return case
    _carry_out(case, by)
    trail.record("moderation.settled", on=case, by=by, outcome=str(outcome))
    notices.settled(case, by=by)
    return case


def _carry_out(case: Case, by: User) -> None:
    post = case.post
    if post.deleted_at is not None:
        return
    if case.outcome in (Outcome.NOTHING, Outcome.MENDED):
        forum.show(post=post, by=by)
    elif case.outcome == Outcome.HIDDEN:
        forum.hide(post=post, reason=case.reports.values_list("reason", flat=True)[0], by=by)
    elif case.outcome == Outcome.REMOVED:
        _remove(post, by)


def _remove(post: Text, by: User) -> None:
    if isinstance(post, Question):
        forum.delete_question(question=post, by=by)
    elif isinstance(post, Answer):
        forum.delete_answer(answer=post, by=by)
    else:
        assert isinstance(post, Comment)
        forum.delete_comment(comment=post, by=by)
