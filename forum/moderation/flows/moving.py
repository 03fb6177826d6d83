"""Moving a question to other readers: at once where nobody has to be asked, else when all have agreed."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from forum.questions import flows as forum
from forum.questions.models import Question
from forum.questions.problems import to_keep_order
from forum.questions.queries import who_must_agree
from members.groups.models import Group
from members.people.models import User
from portal.audit import trail
from portal.jobs.batches import in_batches
from portal.kit.problems import Refused, stop_if
from portal.ui.validators import refuse_cpr

from .. import notices
from ..enums import MoveState, Said
from ..models import Consent, Move
from ..problems import OVER, to_agree, to_ask

#: So long those who are asked have to answer.
PATIENCE = timedelta(days=14)


@transaction.atomic
def move(*, question: Question, audience: Group | None, reason: str, by: User) -> Move:
    """Give a question other readers: at once where that needs nobody's consent; otherwise each one who has
    written there is asked, and it moves when all have said yes. The one who asks has said yes."""
    stop_if(to_ask(question, audience, by))
    refuse_cpr(reason)
    request = Move.objects.create(
        question=question,
        audience=audience,
        reason=" ".join(reason.split()),
        asked_by=by,
        answer_by=timezone.now() + PATIENCE,
    )
    if who_must_agree(question, audience):
        trail.record(
            "moderation.move_asked", on=question, by=by, group=audience.pk if audience else None
        )
    _ask(request, by)
    _move_if_all_agree(request, by)
    request.refresh_from_db()
    return request


@transaction.atomic
def answer(*, request: Move, agrees: bool, by: User) -> Move:
    """Say yes or no to a move; one no ends it, the last yes moves it. A yes may be taken back while others
    think about it. The trail and those who asked never learn who said what."""
    stop_if(to_agree(request, agrees, by))
    # The row is ours first, so that of two last ones at once the later one sees the other's yes.
    waiting = Move.objects.filter(pk=request.pk, state=MoveState.ASKED)
    if not waiting.filter(answer_by__gt=timezone.now()).update(state=MoveState.ASKED):
        stop_if([OVER])
    request = Move.objects.select_related("question", "audience", "asked_by").get(pk=request.pk)
    said = Said.YES if agrees else Said.NO
    mine = Consent.objects.filter(move=request, person=by)
    if not mine.exclude(said=said).update(said=said, said_at=timezone.now()):
        return request
    trail.record("moderation.move_answered", on=request.question, by=None)
    if agrees:
        _move_if_all_agree(request, by)
    else:
        _end(request, MoveState.REFUSED, by)
    request.refresh_from_db()
    return request


@transaction.atomic
def withdraw(*, request: Move, by: User) -> None:
    """The secretariat does not want it any more. Safe to repeat."""
    stop_if(to_keep_order(by))
    if _settle(request, MoveState.WITHDRAWN):
        trail.record("moderation.move_withdrawn", on=request.question, by=by)


def lapse_moves(*, now: datetime | None = None, by: User | None) -> int:
    """End the requests that not all have answered in time; returns how many. Safe to repeat."""

    def lapse(some) -> int:
        count = 0
        for request in some.select_related("question", "asked_by"):
            count += _end(request, MoveState.LAPSED, by)
        trail.record("moderation.moves_lapsed", on=None, by=by, count=count)
        return count

    late = Move.objects.filter(state=MoveState.ASKED, answer_by__lte=now or timezone.now())
    return in_batches(late, lapse)


def _ask(request: Move, by: User) -> None:
    """Ask those who have to agree and have not been asked; whoever wants the move has agreed."""
    needed = who_must_agree(request.question, request.audience)
    needed -= set(request.consents.values_list("person_id", flat=True))
    known = User.objects.filter(pk__in=[key for key in needed if key is not None])
    moment = timezone.now()
    for person in known:
        wants = person.pk == request.asked_by_id
        Consent.objects.create(
            move=request,
            person=person,
            said=Said.YES if wants else "",
            said_at=moment if wants else None,
        )
    notices.asked_to_move(request, [person for person in known if person.pk != by.pk], by=by)


def _move_if_all_agree(request: Move, by: User) -> None:
    agreed = set(request.consents.filter(said=Said.YES).values_list("person_id", flat=True))
    if request.asked_by is None:  # the account is gone, and with it whoever wanted it
        _end(request, MoveState.REFUSED, by)
        return
    if who_must_agree(request.question, request.audience) - agreed:
        _ask(request, by)  # somebody may have written since
        return
    try:
        with transaction.atomic():
            forum.move(
                question=request.question,
                audience=request.audience,
                reason=request.reason,
                agreed=agreed,
                by=request.asked_by,
            )
    except Refused as refused:
        if refused.codes == ["consent"]:  # written just now
            _ask(request, by)
        elif request.asked_by == by:
            raise
        else:
            _end(request, MoveState.REFUSED, by)
    else:
        _end(request, MoveState.MOVED, by)


def _end(request: Move, state: MoveState, by: User | None) -> bool:
    """End a request, and tell the one who asked; False when it had ended already."""
    ended = _settle(request, state)
    if ended:
        notices.move_ended(request, state, by=by)
    return ended


def _settle(request: Move, state: MoveState) -> bool:
    waiting = Move.objects.filter(pk=request.pk, state=MoveState.ASKED)
    return bool(waiting.update(state=state, settled_at=timezone.now()))
