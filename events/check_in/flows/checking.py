"""Taking in what happened at the door, now or while the line was down."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from events.conference.enums import PartKind
from events.conference.models import Booking, Conference, Part
from portal.audit import trail
from portal.kit.problems import stop_if

from .. import problems, rules
from ..enums import Said
from ..models import CheckIn, Deed
from ..state import fold
from .holding import hold


@dataclass(frozen=True)
class Heard:
    """One thing that a phone says has happened; `part` 0 is arriving. `anyway`: they eat a meal that they
    have not ordered, and whoever stands there has said so."""

    uid: UUID
    registration: int
    part: int
    is_in: bool
    at: datetime
    anyway: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of it, and since when the person is in."""

    said: Said
    since: datetime | None = None


Key = tuple[int, int | None]


@transaction.atomic
def take_in(
    *, conference: Conference, heard: Sequence[Heard], now: datetime | None = None, by
) -> dict[UUID, Outcome]:
    """Write down what has happened, each thing once however often it is heard, and say of each what came of
    it. Who is in follows from when things happened, in whatever order they are heard. The trail keeps how
    many, and of nobody where they ate. Raises `Refused` ("not_allowed", "too_early", "over")."""
    moment = now or timezone.now()
    door = hold(conference)
    stop_if(problems.to_check_in(conference, None, by, moment))
    known = {deed.uid: deed for deed in Deed.objects.filter(uid__in=[h.uid for h in heard])}
    look = _Look(conference, heard)
    outcomes: dict[UUID, Outcome] = {}
    fresh: dict[UUID, Deed] = {}
    for each in heard:
        if each.uid in known or each.uid in fresh:
            continue
        said = look.refusal(each, moment)
        if said is not None:
            outcomes[each.uid] = Outcome(said)
            continue
        fresh[each.uid] = Deed(
            uid=each.uid,
            door=door,
            number=door.number + len(fresh) + 1,
            registration_id=each.registration,
            part_id=each.part or None,
            is_in=each.is_in,
            at=min(max(each.at, rules.opens_at(conference)), moment),
            heard_at=moment,
            by=by,
        )
    if fresh:
        Deed.objects.bulk_create(fresh.values())
        door.number += len(fresh)
        door.save(update_fields=["number"])
        trail.record("check_in.taken_in", on=conference, by=by, count=len(fresh))
    # A number that was used at another conference names nothing of this one.
    here = {uid: deed for uid, deed in {**known, **fresh}.items() if deed.door_id == door.pk}
    inside = _settle(conference, {(each.registration_id, each.part_id) for each in here.values()})
    for uid in known.keys() - here.keys():
        outcomes[uid] = Outcome(Said.UNKNOWN)
    for uid, deed in here.items():
        outcomes[uid] = _outcome(deed, inside[(deed.registration_id, deed.part_id)])
    return outcomes


def _outcome(deed: Deed, inside: Deed | None) -> Outcome:
    if inside is None:
        return Outcome(Said.UNDONE)
    if inside.uid == deed.uid:
        return Outcome(Said.WELCOME, inside.at)
    return Outcome(Said.ALREADY, inside.at)


class _Look:
    """What has to be known to judge some deeds, in three queries."""

    def __init__(self, conference: Conference, heard: Iterable[Heard]):
        numbers = {each.registration for each in heard}
        self.conference = conference
        self.registrations = conference.registrations.in_bulk(numbers)
        self.meals: dict[int, Part] = conference.parts.filter(kind=PartKind.MEAL).in_bulk(
            {each.part for each in heard if each.part}
        )
        self.booked = set(
            Booking.objects.filter(
                registration__in=self.registrations, part__in=self.meals, **problems.HAS_MEAL
            ).values_list("registration", "part")
        )

    def refusal(self, each: Heard, now: datetime) -> Said | None:
        part = self.meals.get(each.part) if each.part else None
        registration = self.registrations.get(each.registration)
        if registration is None or (each.part and part is None):
            return Said.UNKNOWN
        if now >= rules.closes_at(self.conference, part):
            return Said.UNKNOWN
        # What was done is taken back also when the registration has been given back meanwhile.
        said = problems.refusal(registration, part, self.booked) if each.is_in else None
        return None if said == Said.NOT_BOOKED and each.anyway else said


def _settle(conference: Conference, keys: set[Key]) -> dict[Key, Deed | None]:
    """Bring who is in into line with the deeds, for these people and lists."""
    if not keys:
        return {}
    people = {registration for registration, _part in keys}
    deeds: dict[Key, list[Deed]] = defaultdict(list)
    for deed in Deed.objects.filter(registration__in=people):
        deeds[(deed.registration_id, deed.part_id)].append(deed)
    there = {
        (row.registration_id, row.part_id): row
        for row in CheckIn.objects.filter(registration__in=people)
    }
    inside = {key: fold(deeds[key]) for key in keys}
    gone = [there[key].pk for key in keys if inside[key] is None and key in there]
    if gone:
        CheckIn.objects.filter(pk__in=gone).delete()
    new, moved = [], []
    for key, opened in inside.items():
        row = there.get(key)
        if opened is None:
            continue
        if row is None:
            new.append(
                CheckIn(
                    conference=conference,
                    registration_id=key[0],
                    part_id=key[1],
                    at=opened.at,
                    by_id=opened.by_id,
                )
            )
        elif row.at != opened.at:
            row.at, row.by_id = opened.at, opened.by_id
            moved.append(row)
    CheckIn.objects.bulk_create(new)
    if moved:
        CheckIn.objects.bulk_update(moved, ["at", "by"])
    return inside
