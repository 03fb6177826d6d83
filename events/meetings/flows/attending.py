"""Saying that one comes, perhaps comes, or does not; how seats are kept is told in `seats`."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from events.seats import to_accept
from members.onboarding.enums import Deed
from members.onboarding.flows import tick
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import notices, problems
from ..enums import INTERESTED, Answer, Diet, State, Way
from ..models import Meeting, SignUp
from . import seats


@dataclass(frozen=True)
class Meal:
    """What one wishes for lunch; None in its place leaves what was wished before."""

    diet: Diet | str = ""
    text: str = ""


@transaction.atomic
def sign_up(
    *,
    meeting: Meeting,
    person,
    way: Way | None = None,
    meal: Meal | None = None,
    waits: bool = False,
    at: datetime | None = None,
    by,
) -> SignUp:
    """The person comes, in person if the meeting has a place and nothing else is said; whoever has a seat
    keeps it, also one that is held for them still. With `waits` they are put on the waiting list when there
    is none. Raises `Refused` and changes nothing when there is none, or the time for it is past."""
    now = at or timezone.now()
    seat = way != Way.ONLINE and seats.take(meeting, now)
    if not seat:
        seats.lock(meeting)
    meeting, answer = seats.fresh(meeting), seats.answer_of(meeting, person)
    if way is None:
        way = Way.ONLINE if meeting.is_online else Way.IN_PERSON
        if seat and way == Way.ONLINE:
            seats.give_back(meeting)
            seat = False
    held = answer.seats if answer is not None else 0
    meals = _meals(meal)
    if answer is not None and answer.state == Answer.COMING and answer.way == way:
        seats.give_back(meeting, int(seat))
        SignUp.objects.filter(pk=answer.pk).update(**meals)
        return answer
    # A seat that was freed since the update found none is the next one's: without a seat, no answer.
    found = problems.to_come(meeting, person, now, way=way, by=by)
    in_person = way == Way.IN_PERSON
    held_for = in_person and not seat and answer is not None and answer.offered_until is not None
    stop_if(found or (to_accept(answer, now) if held_for else []))
    full = in_person and not seat and not held
    stop_if([problems.FULL] if full and not waits else [])
    if full:
        return _wait(meeting, person, answer, meals, now, by)
    seats.give_back(meeting, held if seat or not in_person else held - 1)
    answer = seats.write(meeting, person, Answer.COMING, now, way=way, **meals)
    trail.record("meetings.signed_up", on=meeting, by=by, about=person)
    tick(person=person, deed=Deed.MEETING_SIGNED_UP, about=f"meeting:{meeting.pk}", by=by)
    notices.send_receipt(meeting, answer, by=by)
    seats.pass_on(meeting, now, by)
    return answer


@transaction.atomic
def say_maybe(*, meeting: Meeting, person, at: datetime | None = None, by) -> SignUp:
    """The person does not know yet; a seat they had is free for the next one. Safe to repeat."""
    return _step_back(meeting, person, Answer.MAYBE, "", at or timezone.now(), by)


@transaction.atomic
def send_regrets(
    *, meeting: Meeting, person, word: str = "", at: datetime | None = None, by
) -> SignUp:
    """The person does not come, with a word to those who run the meeting if they wish; a seat they had, or
    that was held for them, is free for the next one. Safe to repeat."""
    refuse_cpr(word)
    return _step_back(meeting, person, Answer.REGRETS, word, at or timezone.now(), by)


@transaction.atomic
def give_back_seats(*, person, at: datetime | None = None, by) -> int:
    """The person leaves the network: the seats they hold at coming meetings, and their places in line, are
    for others, as if they had sent regrets. Lists of meetings that have begun stay. Returns at how many
    meetings; safe to repeat."""
    now = at or timezone.now()
    held = SignUp.objects.filter(
        person=person,
        state__in=sorted(INTERESTED),
        meeting__state=State.PUBLISHED,
        meeting__starts_at__gt=now,
    )
    given_back = 0
    # In one order for all, so that two who leave do not wait for each other.
    for meeting in Meeting.objects.filter(pk__in=held.values("meeting")).order_by("pk"):
        seats.lock(meeting)
        answer = held.filter(meeting=meeting).first()
        if answer is None:
            continue
        meeting = seats.fresh(meeting)
        seats.give_back(meeting, answer.seats)
        seats.write(meeting, person, Answer.REGRETS, now)
        trail.record("meetings.seat_given_back", on=meeting, by=by, about=person)
        seats.pass_on(meeting, now, by)
        given_back += 1
    return given_back


def _step_back(meeting: Meeting, person, state: Answer, word: str, now: datetime, by) -> SignUp:
    seats.lock(meeting)
    meeting, answer = seats.fresh(meeting), seats.answer_of(meeting, person)
    stop_if(problems.to_answer(meeting, person, now))
    if answer is not None and answer.state == state and answer.word == word:
        return answer
    came = answer is not None and answer.state == Answer.COMING
    seats.give_back(meeting, answer.seats if answer is not None else 0)
    answer = seats.write(meeting, person, state, now, word=word)
    if came:
        notices.send_farewell(meeting, answer, by=by)
    action = "meetings.regrets_sent" if state == Answer.REGRETS else "meetings.perhaps"
    trail.record(action, on=meeting, by=by, about=person)
    seats.pass_on(meeting, now, by)
    return answer


def _wait(
    meeting: Meeting,
    person,
    answer: SignUp | None,
    meals: dict[str, str],
    now: datetime,
    by,
) -> SignUp:
    """Behind the others in line; whoever stands there keeps their place."""
    if answer is not None and answer.waiting_since is not None:
        return answer
    if answer is not None and answer.state == Answer.COMING and answer.way == Way.ONLINE:
        # They take part online until a seat is theirs.
        SignUp.objects.filter(pk=answer.pk).update(waiting_since=now, changed_at=now, **meals)
        answer.refresh_from_db()
    else:
        answer = seats.write(
            meeting, person, Answer.WAITING, now, way=Way.IN_PERSON, waiting_since=now, **meals
        )
    trail.record("meetings.waits", on=meeting, by=by, about=person)
    return answer


def _meals(meal: Meal | None) -> dict[str, str]:
    if meal is None:
        return {}
    refuse_cpr(meal.text)
    return {"diet": meal.diet, "diet_text": meal.text}
