"""Which proposed time is the best, and why: pure, so that the order can be reasoned about.

A yes counts two, an "if need be" one. Where that is equal, it counts first that the coordinator can come,
then the host, then that nothing else of the network's is on that day, then that the day is a working day in a
whole week; at last the earlier one comes first.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .enums import CAN, Says


@dataclass(frozen=True)
class Person:
    """Somebody who has answered: where from, and whether they run the meeting or are of the host."""

    key: int
    place: str
    says: dict[int, str]
    is_coordinator: bool = False
    is_host: bool = False

    def can(self, slot: int) -> bool:
        return self.says.get(slot) in CAN


@dataclass(frozen=True)
class Option:
    """One proposed time with what counts for and against it. `coordinator` and `host` are None where nobody
    of them has answered."""

    slot: int
    starts_at: datetime
    yes: int
    if_need_be: int
    no: int
    coordinator: bool | None = None
    host: bool | None = None
    clashes: tuple[str, ...] = ()
    holiday: str = ""
    is_short_week: bool = False
    only_here: tuple[tuple[str, int], ...] = ()

    @property
    def score(self) -> int:
        return 2 * self.yes + self.if_need_be


def rank(options: Iterable[Option]) -> list[Option]:
    """The options, the best first. Ties fall to the earlier time and then to the lower number, so that the
    order does not depend on the order in which they came."""
    return sorted(options, key=_key)


def _key(option: Option) -> tuple:
    return (
        -option.score,
        option.coordinator is False,
        option.host is False,
        bool(option.clashes),
        bool(option.holiday),
        option.is_short_week,
        option.starts_at,
        option.slot,
    )


def weigh(slots: Iterable[Any], people: list[Person], facts: dict[int, Any]) -> list[Option]:
    """Each slot as an option. `facts` gives for each slot its `clashes`, `holiday` and `is_short_week`."""
    options = []
    for slot in slots:
        said = Counter(person.says.get(slot.pk) for person in people)
        known = facts[slot.pk]
        options.append(
            Option(
                slot=slot.pk,
                starts_at=slot.starts_at,
                yes=said[Says.YES],
                if_need_be=said[Says.IF_NEED_BE],
                no=said[Says.NO],
                coordinator=_any_can([each for each in people if each.is_coordinator], slot.pk),
                host=_any_can([each for each in people if each.is_host], slot.pk),
                clashes=tuple(known.clashes),
                holiday=known.holiday,
                is_short_week=known.is_short_week,
                only_here=only_here(people, slot.pk),
            )
        )
    return options


def _any_can(people: list[Person], slot: int) -> bool | None:
    return any(person.can(slot) for person in people) if people else None


def only_here(people: list[Person], slot: int) -> tuple[tuple[str, int], ...]:
    """The places from which all who have answered can come at this time and at no other, with how many."""
    by_place: dict[str, list[Person]] = {}
    for person in people:
        if person.place:
            by_place.setdefault(person.place, []).append(person)
    return tuple(
        (place, len(those))
        for place, those in sorted(by_place.items())
        if all([key for key in person.says if person.can(key)] == [slot] for person in those)
    )


def reasons(option: Option) -> list[str]:
    """Why it stands where it stands, in words."""
    said = [ngettext("%(n)d can", "%(n)d can", option.yes) % {"n": option.yes}]
    if option.if_need_be:
        said.append(
            ngettext("%(n)d if need be", "%(n)d if need be", option.if_need_be)
            % {"n": option.if_need_be}
        )
    said += [_only(place, count) for place, count in option.only_here]
    if option.coordinator is not None:
        said.append(_("the coordinator can") if option.coordinator else _("the coordinator cannot"))
    if option.host is not None:
        said.append(_("the host can") if option.host else _("the host cannot"))
    if option.holiday:
        said.append(option.holiday)
    elif option.is_short_week:
        said.append(_("a week with a public holiday"))
    else:
        said.append(_("no public holiday"))
    said.extend(option.clashes or [_("no other meetings")])
    return said


def _only(place: str, count: int) -> str:
    if count == 2:
        return _("both from %(place)s can only then") % {"place": place}
    return ngettext(
        "the one from %(place)s can only then", "all %(n)d from %(place)s can only then", count
    ) % {"place": place, "n": count}
