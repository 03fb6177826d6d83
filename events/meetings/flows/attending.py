"""Saying that one comes, or does not.

The seat is taken by the transaction's first statement, a conditional update of the meeting's row: it
is the queue on both databases. The answer follows, always after the meeting.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from members.onboarding.enums import Deed
from members.onboarding.flows import tick
from portal.audit import trail
from portal.kit.problems import stop_if

from .. import problems
from ..enums import Answer, State
from ..models import Meeting, SignUp

HAS_ROOM = Q(capacity__isnull=True) | Q(taken__lt=F("capacity"))


@transaction.atomic
def sign_up(*, meeting: Meeting, person, at: datetime | None = None, by) -> SignUp:
    """A seat for the person; whoever has one keeps it. Raises `Refused` and changes nothing when
    there is none, or the time for it is past."""
    now = at or timezone.now()
    seat = Meeting.objects.filter(
        HAS_ROOM, pk=meeting.pk, state=State.PUBLISHED, starts_at__gt=now
    ).update(taken=F("taken") + 1)
    answer = SignUp.objects.filter(meeting=meeting, person=person).first()
    if answer is not None and answer.state == Answer.COMING:
        if seat:
            _give_back(meeting)
        return answer
    # A seat that was freed since the update found none is the next one's: without a seat, no answer.
    found = problems.to_come(Meeting.objects.get(pk=meeting.pk), person, now)
    stop_if(found or ([] if seat else [problems.FULL]))
    answer = _answer(meeting, person, Answer.COMING, now)
    trail.record("meetings.signed_up", on=meeting, by=by, about=person)
    tick(person=person, deed=Deed.MEETING_SIGNED_UP, about=f"meeting:{meeting.pk}", by=by)
    return answer


@transaction.atomic
def send_regrets(*, meeting: Meeting, person, at: datetime | None = None, by) -> SignUp:
    """The person does not come; a seat they had is free for the next one. Safe to repeat."""
    now = at or timezone.now()
    Meeting.objects.filter(pk=meeting.pk).update(taken=F("taken"))  # the lock
    stop_if(problems.to_answer(Meeting.objects.get(pk=meeting.pk), person, now))
    answer = SignUp.objects.filter(meeting=meeting, person=person).first()
    if answer is not None and answer.state == Answer.REGRETS:
        return answer
    if answer is not None:
        _give_back(meeting)
    answer = _answer(meeting, person, Answer.REGRETS, now)
    trail.record("meetings.regrets_sent", on=meeting, by=by, about=person)
    return answer


def tick_those_who_came(*, now: datetime | None = None, by) -> int:
    """After a meeting has been held, a newcomer who was signed up has been at one; returns how many steps
    were ticked. Safe to repeat, and looks no further back than a week."""
    now = now or timezone.now()
    came = SignUp.objects.filter(
        state=Answer.COMING,
        person__onboarding__finished_at__isnull=True,
        person__onboarding__isnull=False,
        meeting__state__in=(State.PUBLISHED, State.HELD),
        meeting__ends_at__lte=now,
        meeting__ends_at__gt=now - timedelta(days=7),
    )
    ticked = 0
    for answer in came.select_related("person"):
        about = f"meeting:{answer.meeting_id}"
        if (person := answer.person) is None:
            continue
        with transaction.atomic():
            ticked += tick(person=person, deed=Deed.MEETING_JOINED, about=about, by=by)
    return ticked


@transaction.atomic
def give_back_seats(*, person, at: datetime | None = None, by) -> int:
    """The person leaves the network: the seats they hold at coming meetings are free for others, as if
    they had sent regrets. Lists of meetings that have begun stay. Returns how many; safe to repeat."""
    now = at or timezone.now()
    held = SignUp.objects.filter(
        person=person,
        state=Answer.COMING,
        meeting__state=State.PUBLISHED,
        meeting__starts_at__gt=now,
    )
    given_back = 0
    # In one order for all, so that two who leave do not wait for each other.
    for meeting in Meeting.objects.filter(pk__in=held.values("meeting")).order_by("pk"):
        Meeting.objects.filter(pk=meeting.pk).update(taken=F("taken"))  # the lock
        if not held.filter(meeting=meeting).exists():
            continue
        _give_back(meeting)
        _answer(meeting, person, Answer.REGRETS, now)
        trail.record("meetings.seat_given_back", on=meeting, by=by, about=person)
        given_back += 1
    return given_back


def _give_back(meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(taken=F("taken") - 1)


def _answer(meeting: Meeting, person, state: Answer, now: datetime) -> SignUp:
    answer, _ = SignUp.objects.update_or_create(
        meeting=meeting,
        person=person,
        defaults={"state": state, "changed_at": now},
        create_defaults={"state": state, "changed_at": now, "created_at": now},
    )
    return answer
