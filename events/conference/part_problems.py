"""Why a meal or a night cannot be written, changed or removed, as values."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from portal.kit.problems import Blocker

from .enums import PartKind, State
from .models import Conference, Part
from .problems import to_manage


def to_write(conference: Conference, facts: Any, user) -> list[Blocker]:
    """Why the conference cannot have this part (`flows.parts.PartFacts`)."""
    found = to_manage(user)
    if conference.state == State.CANCELLED:
        found.append(
            Blocker("called_off", _("The conference is cancelled, so it stays as it was."))
        )
    # A night is told by its evening: one may come the day before, and not stay after the last day.
    first = conference.starts_on - timedelta(days=1 if facts.kind == PartKind.NIGHT else 0)
    last = conference.ends_on - timedelta(days=1 if facts.kind == PartKind.NIGHT else 0)
    if not first <= facts.on <= last:
        found.append(Blocker("no_such_day", _("The conference is not on that day.")))
    if facts.kind == PartKind.MEAL and not facts.title:
        found.append(Blocker("no_title", _("Which meal is it?")))
    if facts.changes_until is not None and facts.changes_until > conference.ends_on:
        found.append(Blocker("changes_late", _("That is after the conference.")))
    return [*found, *_of_two(facts)]


def _of_two(facts: Any) -> list[Blocker]:
    """What is wrong with what each of two pays, all the time and until a day."""
    named = [
        name for name in ("twin_price", "early_twin_price") if getattr(facts, name) is not None
    ]
    if named and facts.kind != PartKind.NIGHT:
        return [Blocker(name, _("Only a night has a price for each of two.")) for name in named]
    if "early_twin_price" in named and facts.twin_price is None:
        return [Blocker("twin_price", _("What does each of two pay after that day?"))]
    if "early_twin_price" in named and facts.early_price is None:
        return [Blocker("early_twin_price", _("There is no other price until a day."))]
    # Who books early without a price of their own for two is promised the one that always holds.
    early = named[-1] if named else ""
    dearer = {"twin_price"} if named and facts.twin_price > facts.price else set()
    if named and facts.early_price is not None and getattr(facts, early) > facts.early_price:
        dearer.add(early)
    return [
        Blocker(name, _("Two who share pay no more each than somebody who is alone."))
        for name in named
        if name in dearer
    ]


def to_change(part: Part, facts: Any, user) -> list[Blocker]:
    """Why a part cannot become this."""
    found = to_write(part.conference, facts, user)
    if part.kind != facts.kind:
        found.append(Blocker("other_kind", _("A meal stays a meal, and a night a night.")))
    if facts.capacity is not None and facts.capacity < part.taken:
        found.append(
            Blocker(
                "too_few",
                ngettext_lazy(
                    "%(taken)d has it, so there must be at least as many.",
                    "%(taken)d have it, so there must be at least as many.",
                    part.taken,
                )
                % {"taken": part.taken},
            )
        )
    others = part.conference.parts.exclude(pk=part.pk)
    if facts.kind == PartKind.NIGHT and others.filter(kind=PartKind.NIGHT, on=facts.on).exists():
        found.append(Blocker("night_taken", _("That night is there already.")))
    return found


def to_remove(part: Part, user) -> list[Blocker]:
    """Why a part cannot vanish."""
    found = to_manage(user)
    if part.session is not None:
        found.append(Blocker("is_session", _("A session is removed in the programme.")))
    if part.bookings.exists():
        found.append(Blocker("has_bookings", _("Somebody has booked it or waits for it.")))
    return found
