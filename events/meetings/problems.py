"""Why a meeting cannot be published, cancelled or joined, as values."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events import seats
from members.municipalities.models import Municipality
from portal.kit.problems import Blocker, Warning

from .enums import Answer, MailDeed, State, Way
from .models import AgendaItem, Guest, Meeting, SignUp
from .rules import mark, may_propose, may_run, may_sign_up

FULL = Blocker("full", _("All seats are taken. You can put yourself on the waiting list."))
FULL_FOR_GUESTS = Blocker("full", _("All seats are taken, so there is none for a guest."))
FOREIGN_POINT = Blocker(
    "foreign_point",
    _(
        "A point in the form is not this meeting's. Open the form again and write your changes anew."
    ),
)
#: Codes of what is wrong with one row of the agenda; its number in the form follows after a colon.
POINT_NEWER, POINT_GONE = "newer", "gone"
CHANGED_MEANWHILE = _(
    "Somebody else has changed this point since you opened the form. Nothing is overwritten: what stands "
    "now is shown here. Save again to replace it with yours."
)
REMOVED_MEANWHILE = _(
    "Somebody else has removed this point since you opened the form. Save again to put it back as you "
    "have written it."
)
DECIDED = Blocker("decided", _("Somebody else has decided on this proposal already."))
IN_THE_PAST = Blocker("in_the_past", _("The meeting begins in the past. Give it a new day."))
NOWHERE = Blocker("nowhere", _("Write where the meeting is, or give the link to it."))


def to_run(group, user) -> list[Blocker]:
    """Why this person cannot plan this group's meetings."""
    if may_run(user, group):
        return []
    return [Blocker("not_allowed", _("You may not run this group's meetings."))]


def to_change(meeting: Meeting, user, wished: Any = None) -> list[Blocker]:
    """Why the facts and the agenda stand as they are; `wished` are the new facts."""
    found = to_run(meeting.group, user)
    if meeting.state not in (State.DRAFT, State.PUBLISHED):
        found.append(Blocker("closed", _("A meeting that was held or cancelled is not changed.")))
    if wished is None:
        return found
    if meeting.is_open and wished.starts_at <= timezone.now():
        found.append(IN_THE_PAST)
    if meeting.state != State.DRAFT and not wished.place_name and not wished.online_url:
        found.append(NOWHERE)
    online = meeting.signups.filter(state=Answer.COMING, way=Way.ONLINE).count()
    if online and not wished.online_url:
        found.append(
            Blocker(
                "online_needed",
                ngettext(
                    "%(count)d comes online, so the meeting keeps its link.",
                    "%(count)d come online, so the meeting keeps its link.",
                    online,
                )
                % {"count": online},
            )
        )
    if wished.capacity is not None and wished.place_name and wished.capacity < meeting.taken:
        found.append(
            Blocker(
                "too_few_seats",
                _("%(taken)d seats are taken already, so there must be at least as many seats.")
                % {"taken": meeting.taken},
            )
        )
    return found


def to_set_points(meeting: Meeting, points: Iterable[Any]) -> list[Blocker]:
    """Why the rows of a form (`flows.setting.Point`) cannot be written: one is another meeting's, or of a
    point that somebody else has changed or removed since the form was opened. The code says which row."""
    standing = {item.pk: item for item in meeting.agenda.all()}
    unknown = {point.number for point in points if point.number} - set(standing)
    foreign = AgendaItem.objects.filter(pk__in=unknown).exists()
    numbers = [point.number for point in points if point.number]
    if foreign or len(numbers) != len(set(numbers)):
        return [FOREIGN_POINT]
    found = []
    for row, point in enumerate(points):
        if point.number is None or not point.is_touched:
            continue
        item = standing.get(point.number)
        if item is None:
            if not point.is_removed:
                found.append(Blocker(f"{POINT_GONE}:{row}", REMOVED_MEANWHILE))
            continue
        now = mark(item.title, item.minutes, item.owner_id, item.text)
        if now not in (point.built_on, point.mark if not point.is_removed else ""):
            found.append(Blocker(f"{POINT_NEWER}:{row}", CHANGED_MEANWHILE))
    return found


def to_discard(meeting: Meeting, user) -> list[Blocker]:
    found = to_run(meeting.group, user)
    if meeting.state != State.DRAFT:
        found.append(Blocker("not_a_draft", _("What has been published is cancelled instead.")))
    return found


def to_publish(meeting: Meeting, user, now: datetime | None = None) -> list[Blocker]:
    found = to_run(meeting.group, user)
    if meeting.state != State.DRAFT:
        found.append(Blocker("not_a_draft", _("The meeting is already published.")))
    if meeting.starts_at <= (now or timezone.now()):
        found.append(IN_THE_PAST)
    if not meeting.place_name and not meeting.online_url:
        found.append(NOWHERE)
    return found


def to_follow(meeting: Meeting, user) -> list[Blocker]:
    """Why the next meeting of the series is not planned from this one."""
    found = to_run(meeting.group, user)
    if meeting.state == State.DRAFT:
        found.append(Blocker("draft", _("Publish this one before you plan the next.")))
    return found


def to_propose(meeting: Meeting, user) -> list[Blocker]:
    """Why this person cannot propose a point for the agenda."""
    if not may_propose(user, meeting):
        return [Blocker("not_allowed", _("Only the group's members propose points."))]
    if not meeting.is_open:
        return [Blocker("not_open", _("The agenda is closed."))]
    return []


def to_cancel(meeting: Meeting, user) -> list[Blocker]:
    found = to_run(meeting.group, user)
    if meeting.state != State.PUBLISHED:
        found.append(Blocker("not_published", _("Only a published meeting can be cancelled.")))
    return found


def to_sign_up(meeting: Meeting, user, now: datetime | None = None) -> list[Blocker]:
    """Why this person cannot have a seat now, without waiting for one."""
    found = to_come(meeting, user, now)
    return found or ([FULL] if meeting.seats_left == 0 else [])


def to_come(
    meeting: Meeting, user, now: datetime | None = None, *, way: Way | None = None, by: Any = None
) -> list[Blocker]:
    """Why this person cannot say any more that they come, seats aside. Whoever runs the meeting (`by`) may
    still write down after the deadline who phoned."""
    found = to_answer(meeting, user, now)
    if way == Way.IN_PERSON and meeting.is_online:
        found.append(Blocker("no_room", _("The meeting is online only.")))
    if way == Way.ONLINE and not meeting.online_url:
        found.append(Blocker("not_online", _("One cannot take part in this meeting online.")))
    if (
        not found
        and not may_run(by or user, meeting.group)
        and meeting.closes_at <= (now or timezone.now())
    ):
        found.append(
            Blocker("signup_closed", _("The deadline for signing up is past. Ask whoever runs it."))
        )
    return found


def to_answer(meeting: Meeting, user, now: datetime | None = None) -> list[Blocker]:
    """Why nobody can say any more whether they come."""
    if not may_sign_up(user):
        return [Blocker("not_allowed", _("Only members sign up for meetings."))]
    if meeting.state == State.CANCELLED:
        return [Blocker("cancelled", _("The meeting has been cancelled."))]
    if meeting.state == State.DRAFT:
        return [Blocker("not_published", _("The meeting is not published yet."))]
    if meeting.state == State.HELD or meeting.starts_at <= (now or timezone.now()):
        return [Blocker("begun", _("The meeting has begun, so the list is closed."))]
    return []


def to_answer_by_mail(
    meeting: Meeting, person, deed: MailDeed, now: datetime | None = None
) -> list[Blocker]:
    """Why the address in a letter does nothing any more."""
    found = to_answer(meeting, person, now)
    if found or deed == MailDeed.REGRET:
        return found
    answer = meeting.signups.filter(person=person).first()
    if deed == MailDeed.PASS:
        held = answer is not None and answer.offered_until is not None
        return [] if held else [seats.OFFER_GONE]
    if answer is not None and answer.state == Answer.COMING and answer.way == Way.IN_PERSON:
        return []
    return seats.to_accept(answer, now or timezone.now())


def to_bring(answer: SignUp | None, host: Municipality | None) -> list[Blocker]:
    """Why this person cannot bring a guest from their own municipality (`host`), seats aside."""
    if answer is None or answer.state != Answer.COMING or answer.way != Way.IN_PERSON:
        return [Blocker("not_coming", _("Sign up in person first, then you can bring a guest."))]
    if host is None:
        return [Blocker("no_municipality", _("A guest comes from your own municipality."))]
    if Guest.objects.filter(signup=answer).exists():
        return [Blocker("has_guest", _("You bring a guest already."))]
    return []


def to_notice(meeting: Meeting) -> list[Warning]:
    """What its planner should know: the agenda and the clock do not agree."""
    planned = sum(item.minutes for item in meeting.agenda.all())
    length = round((meeting.ends_at - meeting.starts_at).total_seconds() / 60)
    if planned and planned != length:
        return [
            Warning(
                "agenda_length",
                _("The agenda lasts %(planned)d minutes, the meeting %(length)d.")
                % {"planned": planned, "length": length},
            )
        ]
    return []
