"""The desk's lists: tables that are shown, printed and put in a spreadsheet alike. What people eat, need and
whom to call is read by those who manage the conference and nobody else; the kitchen's counts have no names,
and the names beside allergies are on a table of their own."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.kit import dates

from ..diets import Diet
from .desk_queries import home, parts_of
from .enums import Listing, PartKind, Place, RegistrationState, Room
from .models import Booking, Conference, Part, Registration, RoomShare
from .rules import may_manage

#: A page shows so many rows of a table; the spreadsheet has all of them.
ON_PAGE = 500


@dataclass
class Table:
    """A table under a heading. `empty` says what would stand in it."""

    title: str
    headings: list[str]
    rows: list[list] = field(default_factory=list)
    empty: str = ""
    #: The registration behind each row, where a row is a participant.
    numbers: list[int] = field(default_factory=list)
    #: Columns that stand in the spreadsheet alone, for a page is narrower.
    hidden: frozenset[int] = frozenset()

    @property
    def shown(self) -> list[str]:
        """The headings on the page."""
        return [each for place, each in enumerate(self.headings) if place not in self.hidden]

    @property
    def lines(self) -> list[tuple[int, list]]:
        """Each row of the page with its registration's number, 0 where it is nobody's; every cell with its
        heading."""
        numbers = (self.numbers or [0] * len(self.rows))[:ON_PAGE]
        return [
            (number, list(zip(self.shown, self._visible(row), strict=True)))
            for number, row in zip(numbers, self.rows[:ON_PAGE], strict=True)
        ]

    @property
    def left_out(self) -> int:
        """How many rows the page has no room for."""
        return max(len(self.rows) - ON_PAGE, 0)

    def _visible(self, row: list) -> list:
        return [cell for place, cell in enumerate(row) if place not in self.hidden]


def tables(user, conference: Conference, listing: Listing) -> list[Table]:
    """The list in its parts; nothing for those who do not manage conferences. The number of queries does not
    grow with the participants."""
    if not may_manage(user):
        return []
    return LISTS[listing](user, conference)


def _come(conference: Conference):
    return (
        conference.registrations.filter(state=RegistrationState.CONFIRMED)
        .annotate(home=home())
        .order_by("person__name_key", "pk")
    )


def _participants(user, conference: Conference) -> list[Table]:
    rows = _come(conference).values_list(
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
        empty=_("Nobody has registered yet."),
        hidden=frozenset({2, 5, 6, 7}),
    )
    for number, *cells in rows:
        table.numbers.append(number)
        table.rows.append([cell or "" for cell in cells])
    return [table]


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
    for part, number, shared, room, name, place in bookings.order_by(
        "registration__person__name_key", "pk"
    ).values_list(
        "part", "registration", "shared", "registration__room", "registration__person__name", "home"
    ):
        nights.setdefault(part, {})[number] = (name or "–", place or "", room)
        if not shared:
            hosts.setdefault(part, []).append(number)
    headings = [_("Name"), _("Municipality"), _("Hotel room"), _("Shares with")]
    found = []
    for night in parts_of(user, conference, [PartKind.NIGHT]):
        there = nights.get(night.pk, {})
        table = Table(night.name, headings, empty=_("Nobody has booked this night yet."))
        for number in hosts.get(night.pk, []):
            name, place, room = there[number]
            guest = there.get(other.get(number, 0))
            table.numbers.append(number)
            table.rows.append([name, place, _room(room, guest), guest[0] if guest else ""])
        found.append(table)
    return found


def _room(room: str, guest: tuple | None) -> str:
    if guest or room == Room.TWIN:
        return _("twin room")
    return _("single room")


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
    table = Table(_("How many of each"), headings, empty=_("There are no meals to book yet."))
    for meal in meals:
        row = dict(by_meal.get(meal.pk, {}))
        names = ["all", *Diet.values, "written"]
        table.rows.append([_day_and_name(meal), *(row.get(name, 0) for name in names)])
    if not meals:
        days = parts_of(user, conference, [PartKind.DAY])
        table.rows += _kitchen_by_day(days) if days else [_kitchen_for_all(conference)]
    return [table]


def _kitchen_by_day(days: list[Part]) -> list[list]:
    """Without meals to book, everybody eats everything on the days on which they come."""
    counts = {diet: Count("pk", filter=Q(registration__diet_choice=diet)) for diet in Diet.values}
    written = Count("pk", filter=~Q(registration__diet=""))
    come = Booking.objects.filter(part__in=days, place=Place.TAKEN).order_by()
    found = {
        row["part"]: dict(row)
        for row in come.values("part").annotate(all=Count("pk"), written=written, **counts)
    }
    names = ["all", *Diet.values, "written"]
    return [
        [
            f"{_('all meals')} · {_day(day)}",
            *(found.get(day.pk, {}).get(name, 0) for name in names),
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
    table = Table(
        _("Allergies and other wishes, with names"),
        [_("Name"), _("Municipality"), _("Diet"), _("Allergies and other wishes")],
        empty=_("Nobody has written anything."),
    )
    rows = _come(conference).exclude(diet="")
    for number, name, place, choice, diet in rows.values_list(
        "pk", "person__name", "home", "diet_choice", "diet"
    ):
        table.numbers.append(number)
        eats = str(Diet(choice).label) if choice else ""
        table.rows.append([name or "–", place or "", eats, diet])
    return [table]


def _sessions(user, conference: Conference) -> list[Table]:
    """Who is in which session."""
    inside: dict[int, Table] = {}
    headings = [_("Name"), _("Municipality")]
    for part in parts_of(user, conference, [PartKind.SESSION]):
        inside[part.pk] = Table(_day_and_name(part), headings, empty=_("Nobody has chosen it yet."))
    bookings = Booking.objects.filter(part__in=inside, place=Place.TAKEN).annotate(
        home=home("registration__person")
    )
    for part_id, number, name, place in bookings.order_by(
        "registration__person__name_key", "pk"
    ).values_list("part", "registration", "registration__person__name", "home"):
        inside[part_id].numbers.append(number)
        inside[part_id].rows.append([name or "–", place or ""])
    return list(inside.values())


def _first_timers(user, conference: Conference) -> list[Table]:
    """Those who have not had a seat at any earlier conference."""
    earlier = Registration.objects.filter(
        person=OuterRef("person"),
        state=RegistrationState.CONFIRMED,
        conference__starts_on__lt=conference.starts_on,
    )
    table = Table(
        _("First-timers"),
        [_("Name"), _("Municipality"), _("E-mail")],
        empty=_("Everybody has been there before, as far as the portal knows."),
    )
    rows = _come(conference).filter(~Exists(earlier), person__isnull=False)
    for number, *cells in rows.values_list("pk", "person__name", "home", "person__email"):
        table.numbers.append(number)
        table.rows.append([cell or "" for cell in cells])
    return [table]


def _needs(user, conference: Conference) -> list[Table]:
    table = Table(
        _("Special needs"),
        [_("Name"), _("Municipality"), _("Needs"), _("Whom we call"), _("Their phone")],
        empty=_("Nobody has written anything."),
    )
    rows = _come(conference).exclude(needs="")
    for number, *cells in rows.values_list(
        "pk", "person__name", "home", "needs", "emergency_name", "emergency_phone"
    ):
        table.numbers.append(number)
        table.rows.append([cell or "" for cell in cells])
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


def as_one(found: list[Table]) -> tuple[list[str], list[list]]:
    """The tables as one, for a spreadsheet: where there are several, the first column says which."""
    if len(found) == 1:
        return found[0].headings, found[0].rows
    headings = found[0].headings if found else []
    return [_("What"), *headings], [[each.title, *row] for each in found for row in each.rows]
