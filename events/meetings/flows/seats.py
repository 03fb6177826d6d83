"""The pieces that everything about a meeting's seats is made of: take, hold, give back, pass on.

How a seat is taken stands in `events.seats`. Answers follow, always after the meeting. As long as somebody
waits no seat stays free: whatever frees one passes it on in the same transaction, so that it is counted the
whole time.
"""

from datetime import datetime

from events import seats as line
from events.seats import give_back, lock
from members.people.queries import members
from portal.audit import trail

from .. import notices
from ..enums import Answer, State, Way
from ..models import Guest, Meeting, SignUp

__all__ = [
    "answer_of",
    "fresh",
    "give_back",
    "leave_the_room",
    "lock",
    "pass_on",
    "take",
    "write",
]


def take(meeting: Meeting, now: datetime) -> bool:
    """One seat, if there is one and the meeting is ahead."""
    return line.take(meeting, state=State.PUBLISHED, starts_at__gt=now)


def fresh(meeting: Meeting) -> Meeting:
    """The row as it is; asked once the lock is held."""
    return Meeting.objects.select_related("group", "host").get(pk=meeting.pk)


def answer_of(meeting: Meeting, person) -> SignUp | None:
    return SignUp.objects.filter(meeting=meeting, person=person).first()


def write(meeting: Meeting, person, state: Answer, now: datetime, **values) -> SignUp:
    """The person's answer as it is from now on; what belonged to another answer is emptied. A guest goes
    with the inviter's seat."""
    values = {
        "way": "",
        "word": "",
        "waiting_since": None,
        "offered_until": None,
        **({"diet": "", "diet_text": ""} if state in (Answer.MAYBE, Answer.REGRETS) else {}),
        **values,
        "state": state,
        "changed_at": now,
    }
    if state != Answer.COMING or values["way"] != Way.IN_PERSON:
        Guest.objects.filter(signup__meeting=meeting, signup__person=person).delete()
    answer, _ = SignUp.objects.update_or_create(
        meeting=meeting,
        person=person,
        defaults=values,
        create_defaults={**values, "created_at": now},
    )
    return answer


def pass_on(meeting: Meeting, now: datetime, by) -> int:
    """Every free seat to the next in line, and tell them: held until they answer, or theirs at once when the
    list closes soon. Returns how many. The caller holds the lock."""
    passed = 0
    waiting = SignUp.objects.filter(meeting=meeting, state=Answer.WAITING, person__in=members())
    for answer in waiting.select_related("person").order_by("waiting_since", "pk"):
        if not take(meeting, now):
            break
        until = line.offer_until(meeting, now)
        if until is None:
            seated = write(meeting, answer.person, Answer.COMING, now, way=Way.IN_PERSON)
            notices.tell_seated(meeting, seated, by=by)
        else:
            since = answer.waiting_since
            offered = write(
                meeting,
                answer.person,
                Answer.OFFERED,
                now,
                way=Way.IN_PERSON,
                waiting_since=since,
                offered_until=until,
            )
            notices.tell_offered(meeting, offered, by=by)
        trail.record("meetings.seat_offered", on=meeting, by=by, about=answer.person)
        passed += 1
    return passed


def leave_the_room(meeting: Meeting, now: datetime) -> None:
    """The meeting has no place any more: who comes does so online, guests stay at home, and whoever waited
    for a seat may make up their mind anew. The caller holds the lock."""
    answers = SignUp.objects.filter(meeting=meeting)
    Guest.objects.filter(signup__in=answers).delete()
    answers.filter(state=Answer.COMING).update(way=Way.ONLINE, changed_at=now)
    answers.filter(state__in=(Answer.WAITING, Answer.OFFERED)).update(
        state=Answer.MAYBE, way="", waiting_since=None, offered_until=None, changed_at=now
    )
    Meeting.objects.filter(pk=meeting.pk).update(taken=0)
