"""The desk's lists: tables that are shown, printed and put in a spreadsheet alike. What people eat, need and
whom to call is read by those who manage the conference and nobody else; the kitchen's counts have no names,
and the names beside allergies are on a table of their own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.kit import dates

from ..diets import Diet
from .desk_queries import home, parts_of
from .enums import Listing, PartKind, Place, RegistrationState, Room
from .finding import fits
from .models import Booking, Conference, Part, Registration, RoomShare
from .rules import may_manage


class Rows(Sequence):
    """The rows of one query, of which a page reads no more than it shows: each a registration's number and
    its cells."""

    def __init__(self, found: QuerySet, made: Callable[..., list]):
        self._found, self._made = found, made

    @cached_property
    def _count(self) -> int:
        return self._found.count()

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, which):
        return [(number, self._made(*cells)) for number, *cells in self._found[which]]


@dataclass
class Table:
    """A table under a heading. `empty` says what would stand in it."""

    title: str
    headings: list[str]
    #: The number of the registration behind each row, 0 where a row is nobody's, and its cells.
    found: Sequence[tuple[int, list]] = field(default_factory=list)
    empty: str = ""
    #: Columns that stand in the spreadsheet alone, for a page is narrower.
    hidden: frozenset[int] = frozenset()
    #: The rows that stand on the page; None for a table that stands on others.
    cut: slice | None = field(default_factory=lambda: slice(None))

    @property
    def rows(self) -> list[list]:
        """All of them, for a spreadsheet."""
        return [cells for _, cells in self.found[:]]

    @property
    def count(self) -> int:
        return len(self.found)

    @property
    def shown(self) -> list[str]:
        """The headings on the page."""
        return [each for place, each in enumerate(self.headings) if place not in self.hidden]

    @cached_property
    def lines(self) -> list[tuple[int, list]]:
        """Each row of the page with its registration's number, and of its cells those that are shown."""
        return [
            (number, self._visible(cells))
            for number, cells in (self.found[self.cut] if self.cut is not None else ())
        ]

    @property
    def is_continued(self) -> bool:
        """Whether it begins on an earlier page."""
        return self.cut is not None and bool(self.cut.start)

    def _visible(self, row: list) -> list:
        return [cell for place, cell in enumerate(row) if place not in self.hidden]


def tables(user, conference: Conference, listing: Listing, words: str = "") -> list[Table]:
    """The list in its parts; nothing for those who do not manage conferences. The number of queries does not
    grow with the participants; where one can look for somebody (`SEARCHED`), only those whom `words` fit."""
    if not may_manage(user):
        return []
    found = LISTS[listing]
    return found(user, conference, words) if listing in SEARCHED else found(user, conference)


def _come(conference: Conference):
    return (
        conference.registrations.filter(state=RegistrationState.CONFIRMED)
        .annotate(home=home())
        .order_by("person__name_key", "pk")
    )


def _participants(user, conference: Conference, words: str = "") -> list[Table]:
    rows = (
        _come(conference)
        .filter(fits(words))
        .values_list(
            "pk",
            "person__name",
            "home",
            "person__email",
            "created_at",
            "payer__name",
            "ean",
            "payer_reference",
            "order_number",
            "emergency_name",
            "emergency_phone",
        )
    )
    headings = [
        _("Name"),
        _("Municipality"),
        _("E-mail"),
        _("Registered"),
        _("Payer"),
        _("EAN number"),
        _("Reference"),
        _("Order number"),
        _("Whom we call"),
        _("Their phone"),
    ]
    # E-mail, EAN number, reference and order number are for whoever writes the bills.
    table = Table(
        _("Participants"),
        headings,
        Rows(rows, _said),
        empty=_("Nobody fits") if words else _("Nobody has registered yet."),
        hidden=frozenset({2, 5, 6, 7}),
    )
    return [table]


def _said(*cells) -> list:
    return [cell or "" for cell in cells]


def _rooms(user, conference: Conference) -> list[Table]:
    """For each night: who has a room, of which kind, and who sleeps in it too."""
    shares = RoomShare.objects.filter(asked__conference=conference, agreed_at__isnull=False)
    other = {}
    for one, two in shares.values_list("asker", "asked"):
        other[one], other[two] = two, one
    nights: dict[int, dict[int, tuple]] = {}
    hosts: dict[int, list[int]] = {}
    bookings = Booking.objects.filter(
        part__conference=conference, part__kind=PartKind.NIGHT, place=Place.TAKEN
    ).annotate(home=home("registration__person"))
    for part, number, shared, in_twin, room, name, place in bookings.order_by(
        "registration__person__name_key", "pk"
    ).values_list(
        *("part", "registration", "shared", "in_twin", "registration__room"),
        *("registration__person__name", "home"),
    ):
        nights.setdefault(part, {})[number] = (name or "–", place or "", room, in_twin)
        if not shared:
            hosts.setdefault(part, []).append(number)
    headings = [_("Name"), _("Municipality"), _("Hotel room"), _("Shares with")]
    found = []
    for night in parts_of(user, conference, [PartKind.NIGHT]):
        there = nights.get(night.pk, {})
        rows = []
        for number in hosts.get(night.pk, []):
            name, place, room, in_twin = there[number]
            guest = there.get(other.get(number, 0))
            beside = guest[0] if guest else _("alone, the other one has left") if in_twin else ""
            rows.append((number, [name, place, _room(room, guest), beside]))
        found.append(Table(night.name, headings, rows, _("Nobody has booked this night yet.")))
    return found


def _room(room: str, guest: tuple | None) -> str:
    if guest or room == Room.TWIN:
        return _("twin room")
    return _("single room")


#: What the kitchen's list counts at each meal.
_COUNTED = ("all", *Diet.values, "written")


def _kitchen(user, conference: Conference) -> list[Table]:
    """How many of each diet at every meal, without names: this one may go to the hotel."""
    counts = {diet: Count("pk", filter=Q(registration__diet_choice=diet)) for diet in Diet.values}
    written = Count("pk", filter=~Q(registration__diet=""))
    at_meals = Booking.objects.filter(
        part__conference=conference, part__kind=PartKind.MEAL, place=Place.TAKEN
    )
    by_meal = {
        row["part"]: row
        for row in at_meals.values("part").annotate(all=Count("pk"), written=written, **counts)
    }
    meals = parts_of(user, conference, [PartKind.MEAL])
    headings = [
        _("Meal"),
        _("Portions"),
        *(str(Diet(diet).label).capitalize() for diet in Diet.values),
        _("Has written something"),
    ]
    rows = []
    for meal in meals:
        row = dict(by_meal.get(meal.pk, {}))
        rows.append((0, [_day_and_name(meal), *(row.get(name, 0) for name in _COUNTED)]))
    if not meals:
        days = parts_of(user, conference, [PartKind.DAY])
        found = _kitchen_by_day(days) if days else [_kitchen_for_all(conference)]
        rows = [(0, row) for row in found]
    return [Table(_("How many of each"), headings, rows)]


def _kitchen_by_day(days: list[Part]) -> list[list]:
    """Without meals to book, everybody eats everything on the days on which they come."""
    counts = {diet: Count("pk", filter=Q(registration__diet_choice=diet)) for diet in Diet.values}
    written = Count("pk", filter=~Q(registration__diet=""))
    come = Booking.objects.filter(part__in=days, place=Place.TAKEN).order_by()
    found = {
        row["part"]: dict(row)
        for row in come.values("part").annotate(all=Count("pk"), written=written, **counts)
    }
    return [
        [
            f"{_('all meals')} · {_day(day)}",
            *(found.get(day.pk, {}).get(name, 0) for name in _COUNTED),
        ]
        for day in days
    ]


def _kitchen_for_all(conference: Conference) -> list:
    """Without meals to book, everybody eats everything."""
    counts = {diet: Count("pk", filter=Q(diet_choice=diet)) for diet in Diet.values}
    row = conference.registrations.filter(state=RegistrationState.CONFIRMED).aggregate(
        all=Count("pk"), written=Count("pk", filter=~Q(diet="")), **counts
    )
    return [_("all meals"), *(row[name] for name in ["all", *Diet.values, "written"])]


def _allergies(user, conference: Conference) -> list[Table]:
    """Who has written what they do not eat."""
    rows = _come(conference).exclude(diet="")
    found = rows.values_list("pk", "person__name", "home", "diet_choice", "diet")
    table = Table(
        _("Allergies and other wishes, with names"),
        [_("Name"), _("Municipality"), _("Diet"), _("Allergies and other wishes")],
        Rows(found, _allergy),
        _("Nobody has written anything."),
    )
    return [table]


def _allergy(name: str | None, place: str | None, choice: str, diet: str) -> list:
    return [name or "–", place or "", str(Diet(choice).label) if choice else "", diet]


def _sessions(user, conference: Conference) -> list[Table]:
    """Who is in which session."""
    parts = parts_of(user, conference, [PartKind.SESSION])
    inside: dict[int, list[tuple[int, list]]] = {part.pk: [] for part in parts}
    bookings = Booking.objects.filter(part__in=inside, place=Place.TAKEN).annotate(
        home=home("registration__person")
    )
    for part_id, number, name, place in bookings.order_by(
        "registration__person__name_key", "pk"
    ).values_list("part", "registration", "registration__person__name", "home"):
        inside[part_id].append((number, [name or "–", place or ""]))
    headings, empty = [_("Name"), _("Municipality")], _("Nobody has chosen it yet.")
    return [Table(_day_and_name(part), headings, inside[part.pk], empty) for part in parts]


def _first_timers(user, conference: Conference) -> list[Table]:
    """Those who have not had a seat at any earlier conference."""
    earlier = Registration.objects.filter(
        person=OuterRef("person"),
        state=RegistrationState.CONFIRMED,
        conference__starts_on__lt=conference.starts_on,
    )
    rows = _come(conference).filter(~Exists(earlier), person__isnull=False)
    table = Table(
        _("First-timers"),
        [_("Name"), _("Municipality"), _("E-mail")],
        Rows(rows.values_list("pk", "person__name", "home", "person__email"), _said),
        _("Everybody has been there before, as far as the portal knows."),
    )
    return [table]


def _needs(user, conference: Conference) -> list[Table]:
    rows = _come(conference).exclude(needs="")
    names = ("pk", "person__name", "home", "needs", "emergency_name", "emergency_phone")
    table = Table(
        _("Special needs"),
        [_("Name"), _("Municipality"), _("Needs"), _("Whom we call"), _("Their phone")],
        Rows(rows.values_list(*names), _said),
        _("Nobody has written anything."),
    )
    return [table]


def _day(part: Part) -> str:
    assert part.on is not None, "a day has its date"
    return dates.weekday_date(part.on, get_language() or "da")


def _day_and_name(part: Part) -> str:
    day = part.session.date if part.session is not None else part.on
    assert day is not None, "every part has its day"
    hours = f" {part.session.hours}" if part.session is not None else ""
    return f"{part.name} · {dates.weekday_date(day, get_language() or 'da')}{hours}"


LISTS: dict[Listing, Callable[..., list[Table]]] = {
    Listing.PARTICIPANTS: _participants,
    Listing.ROOMS: _rooms,
    Listing.KITCHEN: _kitchen,
    Listing.ALLERGIES: _allergies,
    Listing.SESSIONS: _sessions,
    Listing.FIRST_TIMERS: _first_timers,
    Listing.NEEDS: _needs,
}
#: In these one can look for somebody.
SEARCHED = frozenset({Listing.PARTICIPANTS})


def as_one(found: list[Table]) -> tuple[list[str], list[list]]:
    """The tables as one, for a spreadsheet: where there are several, the first column says which."""
    if len(found) == 1:
        return found[0].headings, found[0].rows
    headings = found[0].headings if found else []
    return [_("What"), *headings], [[each.title, *row] for each in found for row in each.rows]
