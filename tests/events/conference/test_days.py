"""A conference that is booked by the day: who comes on which, what it costs, and what follows from it."""

from datetime import time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from events.billing import charging
from events.certificates.conference_queries import those_who_came
from events.check_in import badges
from events.check_in.enums import Batch
from events.check_in.flows import printing
from events.conference import listings
from events.conference.costs import total_of
from events.conference.enums import Listing, Place, SessionKind
from events.conference.flows import arranging, booking, registering
from events.conference.models import Conference, Part, Registration
from portal.kit.problems import Refused
from tests.factories import check_in
from tests.factories.events import EAN, make_conference, make_part, register
from tests.factories.people import make_member, municipality

pytestmark = pytest.mark.django_db
REGISTER = "/aarsmoede/tilmelding/"


def point(day, starts, title, kind=SessionKind.PLENARY, **more):
    return arranging.Point(day, time(starts), time(starts + 2), kind, title, **more)


@pytest.fixture
def conference(personas):
    """Two days that one books, and a programme on both."""
    found = make_conference(
        by=personas.editor,
        price=Decimal(500),
        programme=[
            point(1, 9, "Velkomst"),
            point(2, 9, "Oplæg"),
            point(2, 13, "Mægling", SessionKind.PARALLEL, capacity=20),
        ],
    )
    for day, capacity in ((0, 1), (1, None)):
        facts = {"price": Decimal(900), "capacity": capacity, "title": ""}
        make_part(found, "day", day=day, by=personas.editor, **facts)
    return found


@pytest.fixture
def participant(client, personas):
    client.force_login(personas.member)
    return client


def day(number: int) -> Part:
    return Part.objects.filter(kind="day").order_by("on")[number - 1]


def mediation() -> Part:
    return Part.objects.get(session__title="Mægling")


def typed(**answers) -> dict:
    told = {
        "key": uuid4(),
        "payer": municipality("Odense").pk,
        "ean": EAN,
        "payer_reference": "Mette Holm",
    }
    return {**told, **answers}


def words(page) -> str:
    return " ".join(strip_tags(page.text.replace("<", " <")).split())


def test_the_form_asks_for_days_with_price_and_stock_and_needs_one(participant, conference):
    page = participant.get(REGISTER)
    assert "Dage" in words(page) and "900,00 kr. · 1 tilbage" in words(page)
    assert "natten til" not in page.text
    none = participant.post(REGISTER, typed())
    assert none.context["form"].errors["days"] == ["Vælg de dage, du kommer."]
    summary = participant.post(REGISTER, typed(days=[day(2).pk]))
    assert summary.context["summary"].total == 1400
    sent = typed(days=[day(2).pk], sum=summary.context["sum"], confirm="takes")
    receipt = participant.post(REGISTER, sent, follow=True)
    assert "1.400,00 kr." in words(receipt)
    mine = Registration.objects.get()
    assert total_of(mine, mine.bookings.all()) == 1400 and day(2).taken == 1


def test_a_day_that_is_full_has_a_line_of_its_own(conference, personas):
    first = register(conference, make_member("Først", "Aarhus"), parts=[day(1)])
    with pytest.raises(Refused) as refused:
        register(conference, personas.member, parts=[day(1)])
    assert refused.value.codes == ["full"]
    mine = register(conference, personas.member, parts=[day(2)], waits=[day(1)])
    registering.cancel_registration(registration=first, by=first.person)
    assert mine.bookings.get(part=day(1)).place == Place.OFFERED


def test_nobody_books_a_session_or_a_meal_on_a_day_on_which_they_stay_at_home(conference, personas):
    lunch = make_part(conference, "meal", day=1, by=personas.editor)
    mine = register(conference, personas.member, parts=[day(1)])
    for part in (mediation(), lunch):
        with pytest.raises(Refused) as refused:
            booking.book(registration=mine, parts=[day(1), part], by=mine.person)
        assert refused.value.codes == ["no_day"]
    wanted = [day(1), day(2), mediation(), lunch]
    booking.book(registration=mine, parts=wanted, by=mine.person)
    assert mine.bookings.filter(place=Place.TAKEN).count() == 4


def test_days_that_are_made_later_take_nothing_from_those_who_have_registered(conference, personas):
    Part.objects.filter(kind="day").delete()
    mine = register(conference, personas.member, parts=[mediation()])
    make_part(conference, "day", day=1, title="", by=personas.editor)
    booking.book(registration=mine, parts=[mediation()], by=mine.person)
    assert mine.bookings.get().place == Place.TAKEN


def test_the_kitchen_counts_each_day_by_itself(conference, personas):
    register(conference, personas.member, parts=[day(1), day(2)], diet_choice="vegetarian")
    register(conference, make_member("Bo", "Odense"), parts=[day(2)])
    (table,) = listings.tables(personas.editor, conference, Listing.KITCHEN)
    counts = [(row[0].startswith("alle måltider · "), row[1]) for row in table.rows]
    assert counts == [(True, 1), (True, 2)]
    vegetarian = table.headings.index("Vegetarisk")
    assert [row[vegetarian] for row in table.rows] == [1, 1]


def test_the_badge_has_the_days_on_which_they_come(conference, personas, monkeypatch):
    sheets = []
    monkeypatch.setattr(
        badges.typesetting, "pdf", lambda *_args, content, **_more: sheets.append(content) or b""
    )
    register(conference, personas.member, parts=[day(2), mediation()])
    people = printing.print_badges(conference=conference, batch=Batch.ALL, by=personas.editor)
    badges.pdf(conference, people)
    (badge,) = [each for each in sheets[0]["badges"] if each["name"] == "Mette Holm"]
    assert [[point["title"] for point in each["points"]] for each in badge["days"]] == [
        ["Oplæg", "Mægling"]
    ]


def test_the_certificate_counts_the_hours_of_their_days(conference, personas):
    one = register(conference, personas.member, parts=[day(2), mediation()])
    other = register(conference, make_member("Bo Bang", "Odense"), parts=[day(1), day(2)])
    conference = check_in.let_begin(conference)
    for each in Registration.objects.all():
        check_in.check_in(each, by=personas.editor)
    rows = {row.person: row for row in those_who_came(conference).rows}
    assert [point.title for point in rows[one.person].points] == ["Oplæg", "Mægling"]
    assert (rows[one.person].minutes, rows[other.person].minutes) == (240, 240)
    assert [point.title for point in rows[other.person].points] == ["Velkomst", "Oplæg"]


def test_a_day_stands_on_the_bill_with_its_date(conference, personas):
    register(conference, personas.member, parts=[day(2)])
    (charge,) = charging.charges(conference).values()
    assert [item.amount for item in charge.items] == [500, 900]
    on = Conference.objects.get().starts_on + timedelta(days=1)
    assert f"{on.day}." in charge.items[1].title and "natten" not in charge.items[1].title


def test_the_desk_names_a_day_by_its_date(client, personas, conference):
    client.force_login(personas.editor)
    page = words(client.get(reverse("conference_desk:parts", args=[conference.pk])))
    assert "Natten" not in page and "0 af 1" in page
