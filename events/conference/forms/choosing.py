"""What one takes of the conference: days, one session of each slot, meals and nights; as rows on a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from portal.kit import danish, dates

from ..booking_problems import at_the_same_time, too_late
from ..changes import NOBODY
from ..enums import PartKind, Place
from ..models import Booking, Part

#: The value of a slot in which nothing is chosen; no part has it.
UNDECIDED = 0
#: The value of a slot in which one goes on having all that one has, though nobody can be at both.
ALL_OF_THEM = -1
#: The field of each kind that one takes as many of as one likes.
SEVERAL = {PartKind.DAY: "days", PartKind.MEAL: "meals", PartKind.NIGHT: "nights"}
LEGENDS = {
    "days": _("Days"),
    "meals": _("Meals"),
    "nights": _("Nights"),
    "waits": _("Waiting lists"),
}
#: So few left are worth a word on every part.
FEW = 10


@dataclass(frozen=True)
class Row:
    """A part as one chooses it."""

    part: Part | None
    value: int
    title: str
    facts: str = ""
    is_checked: bool = False
    is_disabled: bool = False
    may_wait: bool = False
    waits: bool = False
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Parts that stand together: a slot of which one takes one, or a kind."""

    bound: forms.BoundField
    rows: list[Row]
    is_one: bool
    second: forms.BoundField | None = None


class PartsForm(forms.Form):
    """The parts of one conference, for somebody who has perhaps some of them already. The fields are made of
    the parts: `slot_…` for the sessions at one time, `days`, `meals`, `nights`, and `waits` for what one
    stands in line for."""

    def __init__(
        self,
        *args,
        parts: list[Part],
        bookings: Iterable[Booking] = (),
        beside: Mapping[int, bool] = NOBODY,
        in_line: bool = False,
        person=None,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.today = timezone.localdate()
        #: Nights for which whoever they share a room with has it already.
        self.beside = beside
        #: Whether they wait for the seat itself: what they choose is a wish then, and may be full by now.
        self.in_line = in_line
        #: Who speaks at a session and where it is held, by its number; the page tells it, once it is shown.
        self.said: Mapping[int, Iterable[str]] = {}
        self.parts_by_number = {part.pk: part for part in parts}
        self.had = {each.part_id: each for each in bookings}
        self.late = {part.pk for part in parts if too_late(part, person, self.today)}
        self.slots: dict[str, list[Part]] = {}
        for part in parts:
            if part.session is not None:
                self.slots.setdefault(name_of(part), []).append(part)
        for name, slot in self.slots.items():
            self.fields[name] = _one_of(_when(slot[0]), tuple(part.pk for part in slot))
            self.initial.setdefault(name, self._begins_with(slot))
            if in_line and len(slot) > 1:
                self.fields[second_of(name)] = _SecondWish(slot, initial=self._second_begins(slot))
        for kind, name in SEVERAL.items():
            found = [part for part in parts if part.kind == kind]
            if found:
                chosen = [part.pk for part in found if self._is_taken(part)]
                if not self.had and kind == PartKind.MEAL:
                    # What costs nothing is had unless one says no; what costs, only when one says yes.
                    chosen = [
                        part.pk
                        for part in found
                        if not part.price_on(self.today) and part.seats_left != 0
                    ]
                self.fields[name] = _some_of(name, tuple(part.pk for part in found))
                self.initial.setdefault(name, chosen)
        waits = [number for number, each in self.had.items() if each.place == Place.WAITING]
        self.fields["waits"] = _some_of("waits", tuple(self.parts_by_number))
        self.initial.setdefault("waits", waits)

    def clean(self):
        cleaned = super().clean() or {}
        for blocker in at_the_same_time(self._wanted(cleaned), self._mine):
            self.add_error(None, str(blocker.message))
        return cleaned

    @property
    def parts(self) -> list[Part]:
        """What is wanted; what cannot be changed any more stays."""
        return self._wanted(self.cleaned_data)

    @property
    def waits(self) -> list[Part]:
        """What they stand in line for; what is offered them is answered elsewhere, and stays."""
        wanted = {part.pk for part in self.parts}
        numbers = {*self.cleaned_data.get("waits", ())}
        numbers |= {
            number
            for number, each in self.had.items()
            if each.place == Place.OFFERED or (each.place == Place.WAITING and number in self.late)
        }
        return [self.parts_by_number[number] for number in sorted(numbers - wanted)]

    @property
    def seconds(self) -> list[Part]:
        """What they take when the other one at the same time is gone; for who waits for the seat."""
        named = (self.cleaned_data.get(second_of(name)) for name in self.slots)
        numbers = {int(each) for each in named if each} - {UNDECIDED}
        wanted = {part.pk for part in self.parts}
        return [self.parts_by_number[number] for number in sorted(numbers - wanted)]

    @property
    def full(self) -> list[Part]:
        """What is wanted, not had, and gone by now."""
        return [part for part in self.parts if self._is_gone(part) and part.pk not in self.had]

    def without(self, gone: Iterable[Part]) -> list[Part]:
        """What is wanted when these cannot be had: where they were to take the place of something that one
        has at the same time, that is kept."""
        numbers = {part.pk for part in gone}
        kept = [part for part in self.parts if part.pk not in numbers]
        for slot in self.slots.values():
            if numbers & {part.pk for part in slot}:
                kept += [part for part in slot if self._is_taken(part) and part not in kept]
        return kept

    def groups(self, kind: PartKind) -> list[Group]:
        """The rows of a kind, as the page shows them: a group for each slot, or one for all."""
        if kind == PartKind.SESSION:
            return [self._group(name, slot) for name, slot in self.slots.items()]
        name = SEVERAL[kind]
        if name not in self.fields:
            return []
        return [self._group(name, [p for p in self.parts_by_number.values() if p.kind == kind])]

    @property
    def sections(self) -> list[tuple[PartKind, list[Group]]]:
        """All there is to choose, in the order in which one thinks of it."""
        order = (PartKind.DAY, PartKind.SESSION, PartKind.MEAL, PartKind.NIGHT)
        return [(kind, found) for kind in order if (found := self.groups(kind))]

    def _wanted(self, cleaned: dict) -> list[Part]:
        numbers: set[int] = set()
        for name, slot in self.slots.items():
            chosen = cleaned.get(name)
            if chosen in (None, ALL_OF_THEM) or self._is_settled(slot):
                # The page did not know of the slot, or could not change it.
                numbers |= {part.pk for part in slot if self._is_taken(part)}
            else:
                numbers.add(chosen)
        for kind, name in SEVERAL.items():
            here = {n for n, part in self.parts_by_number.items() if part.kind == kind}
            late = here & self.late
            numbers |= set(cleaned.get(name, ())) - late
            numbers |= {number for number in late if self._is_taken(self.parts_by_number[number])}
        return [part for number, part in self.parts_by_number.items() if number in numbers]

    def _is_taken(self, part: Part) -> bool:
        booking = self.had.get(part.pk)
        return booking is not None and booking.place in (Place.TAKEN, Place.WISHED)

    def _is_gone(self, part: Part) -> bool:
        """Whether there is nothing left of it; a night in the other one's room takes no room."""
        return part.seats_left == 0 and part.pk not in self.beside and not self.in_line

    @property
    def _mine(self) -> set[int]:
        """What they have, or wish for, already."""
        return {number for number, part in self.parts_by_number.items() if self._is_taken(part)}

    def _begins_with(self, slot: list[Part]) -> int:
        """What is chosen in a slot before anybody has touched it."""
        mine = self._wishes(slot) or [part.pk for part in slot if self._is_taken(part)]
        if len(mine) > 1 and not self.in_line:
            return ALL_OF_THEM
        return mine[0] if mine else UNDECIDED

    def _second_begins(self, slot: list[Part]) -> int:
        return [*self._wishes(slot), UNDECIDED, UNDECIDED][1]

    def _wishes(self, slot: list[Part]) -> list[int]:
        """What they wish for in a slot, in the order in which it is given them."""
        found = [self.had[part.pk] for part in slot if part.pk in self.had]
        wishes = [each for each in found if each.place == Place.WISHED]
        return [each.part_id for each in sorted(wishes, key=lambda each: (each.rank, each.part_id))]

    def _is_settled(self, slot: list[Part]) -> bool:
        """Whether what they have there is not changed any more."""
        return any(part.pk in self.late and self._is_taken(part) for part in slot)

    def _group(self, name: str, parts: list[Part]) -> Group:
        bound = self[name]
        value = bound.value()
        chosen = {str(each) for each in (value if isinstance(value, list) else [value])}
        waits = {str(each) for each in self["waits"].value() or []}
        rows = [self._row(part, chosen, waits, self._is_settled(parts)) for part in parts]
        if name in self.slots:
            settled = self._is_settled(parts)
            none = not any(row.is_checked for row in rows)
            nothing = gettext("I have not decided yet")
            if self._begins_with(parts) == ALL_OF_THEM:
                both = str(ALL_OF_THEM) in chosen
                words = gettext("Both, until I have chosen between them")
                rows.append(Row(None, ALL_OF_THEM, words, is_checked=both, is_disabled=settled))
                none = none and not both
            rows.append(Row(None, UNDECIDED, nothing, is_checked=none, is_disabled=settled))
        second = self[second_of(name)] if second_of(name) in self.fields else None
        return Group(bound, rows, name in self.slots, second if name in self.slots else None)

    def _row(self, part: Part, chosen: set[str], waits: set[str], settled: bool) -> Row:
        booking = self.had.get(part.pk)
        is_taken = self._is_taken(part)
        is_late = part.pk in self.late or (settled and part.session is not None)
        is_full = self._is_gone(part) and not is_taken
        is_offered = booking is not None and booking.place == Place.OFFERED
        note = ""
        if is_offered:
            note = gettext("It is held for you: answer at your registration.")
        elif is_late:
            note = gettext("It is not changed here any more. Write to the secretariat.")
        return Row(
            part,
            part.pk,
            capfirst(part.name),
            self._facts(part, is_taken, booking),
            is_checked=is_taken if is_late else str(part.pk) in chosen and not is_full,
            is_disabled=is_late or is_full or is_offered,
            may_wait=is_full and not is_late and not is_offered,
            waits=str(part.pk) in waits,
            note=note,
        )

    def _facts(self, part: Part, is_mine: bool, booking: Booking | None) -> str:
        """What one chooses a part by."""
        price = part.price_on(self.today) if booking is None else booking.price
        twin = part.twin_price_on(self.today) if booking is None else booking.twin_price
        language = get_language() or "da"
        facts = [*self.said.get(part.session_id or 0, ())]
        if part.title and part.kind in (PartKind.MEAL, PartKind.DAY) and part.on:
            facts.append(dates.weekday_date(part.on, language))
        if price:
            facts.append(danish.kroner(price, language))
        elif part.session is None:
            facts.append(gettext("included"))
        if twin is not None:
            each = danish.kroner(twin, language)
            facts.append(gettext("%(price)s each for two who share") % {"price": each})
        left = part.seats_left
        if left is not None and not is_mine:
            # A session and a night are chosen by what is left; of the rest only what is nearly gone is said.
            if left == 0:
                facts.append(
                    gettext("nothing left")
                    if part.session is None
                    else gettext("all seats are taken")
                )
            elif part.session is not None:
                facts.append(
                    ngettext("%(count)d seat left", "%(count)d seats left", left) % {"count": left}
                )
            elif part.kind == PartKind.NIGHT or left <= FEW:
                facts.append(ngettext("%(count)d left", "%(count)d left", left) % {"count": left})
        return " · ".join(filter(None, facts))


class _SecondWish(forms.TypedChoiceField):
    """Another session of a slot, for whoever does not know yet what will be left."""

    def __init__(self, slot: list[Part], **kwargs):
        super().__init__(
            label=_("And if that is full when your seat comes?"),
            choices=[
                (UNDECIDED, _("Then I wait for it")),
                *((each.pk, each.name) for each in slot),
            ],
            coerce=int,
            empty_value=str(UNDECIDED),
            required=False,
            **kwargs,
        )


# Fields are made of numbers alone, and kept: names, prices and what is left stand in the rows, and where one
# begins in the form's own initial values.
@lru_cache(maxsize=1000)
def _one_of(label: str, numbers: tuple[int, ...]) -> forms.TypedChoiceField:
    """One of the sessions of a slot, or none of them."""
    return forms.TypedChoiceField(
        label=label,
        choices=[(each, str(each)) for each in (*numbers, UNDECIDED, ALL_OF_THEM)],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


@lru_cache(maxsize=1000)
def _some_of(name: str, numbers: tuple[int, ...]) -> forms.TypedMultipleChoiceField:
    """As many of these as one likes."""
    return forms.TypedMultipleChoiceField(
        label=LEGENDS[name],
        choices=[(each, str(each)) for each in numbers],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def second_of(slot: str) -> str:
    """The name of the field with the second wish."""
    return slot.replace("slot_", "second_", 1)


def name_of(part: Part) -> str:
    """The field of a session's slot."""
    session = part.session
    assert session is not None, "only sessions have a slot"
    return f"slot_{session.day}_{session.starts:%H%M}_{session.ends:%H%M}"


def _when(part: Part) -> str:
    session = part.session
    assert session is not None, "only sessions have a slot"
    day = capfirst(dates.weekday_date(session.date, get_language() or "da"))
    return f"{day} {session.hours}"
