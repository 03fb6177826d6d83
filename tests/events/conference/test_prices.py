"""Another price until a day: what is shown, what is promised, and what is charged are one and the same."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from events.conference import costs, queries, summing
from events.conference.enums import SessionKind
from events.conference.flows import booking, copying
from events.conference.flows.points import Point
from events.conference.models import Conference, Part, Registration
from tests.factories import events
from tests.factories.people import make_member, show_second_factor

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
EARLY = {"early_price": Decimal(2950)}


@pytest.fixture
def conference():
    return events.make_conference(**EARLY, early_until=TODAY())


@pytest.fixture
def night(conference):
    until = TODAY() + timedelta(days=5)
    return events.make_part(
        conference, price=Decimal(895), early_price=Decimal(795), early_until=until
    )


def tomorrow():
    return timezone.now() + timedelta(days=1)


def owed(registration) -> Decimal:
    registration = Registration.objects.select_related("conference").get(pk=registration.pk)
    bookings = queries.bookings_of(registration)
    assert summing.of_bookings(registration, bookings).total == costs.total_of(
        registration, bookings
    )
    return costs.total_of(registration, bookings)


def test_the_last_day_still_has_the_early_price_and_the_next_one_has_not(conference):
    assert conference.price_on(TODAY()) == 2950 and conference.is_early
    assert conference.price_on(TODAY() + timedelta(days=1)) == 3450
    early = events.register(conference, make_member("Tidlig Tine", "Odense"))
    late = events.register(conference, make_member("Sen Svend", "Odense"), at=tomorrow())
    assert (owed(early), owed(late)) == (2950, 3450)


def test_each_thing_keeps_the_price_of_the_day_on_which_it_was_booked(conference, night):
    registration = events.register(conference, make_member("Mette Holm", "Odense"))
    in_time = timezone.now() + timedelta(days=5)
    booking.book(registration=registration, parts=[night], at=in_time, by=registration.person)
    assert owed(registration) == 2950 + 795
    # What it costs by now is nobody's matter who has booked it.
    Conference.objects.update(price=9999, early_price=None, early_until=None)
    Part.objects.update(price=9999, early_price=None, early_until=None)
    assert owed(registration) == 2950 + 795
    booking.book(registration=registration, parts=[], by=registration.person)
    booking.book(registration=registration, parts=[night], by=registration.person)
    assert owed(registration) == 2950 + 9999, "given up and booked anew, it is booked anew"


def test_who_stood_in_line_in_time_gets_it_at_the_price_of_that_day(conference):
    only = events.make_part(
        conference,
        capacity=1,
        price=Decimal(895),
        early_price=Decimal(795),
        early_until=TODAY(),
    )
    has = events.register(conference, make_member("Først Kommen", "Odense"), parts=[only])
    waits = events.register(conference, make_member("Venter Vera", "Odense"), waits=[only])
    booking.book(registration=has, parts=[], at=tomorrow(), by=has.person)
    (offered,) = waits.bookings.all()
    booking.accept(booking=offered, at=tomorrow(), by=waits.person)
    assert owed(waits) == 2950 + 795


def test_the_price_and_its_day_are_there_together(conference):
    for changes in ({"early_price": None}, {"early_until": None}, {"early_price": -1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Conference.objects.update(**changes)


def test_next_years_copy_has_it_too(conference, night):
    editor = events.make_secretariat(name="Karen Kopi", second_factor=False)
    draft = copying.copy(
        conference=conference, starts_on=conference.starts_on + timedelta(weeks=52), by=editor
    )
    assert draft.early_price == 2950 and draft.early_until == TODAY() + timedelta(weeks=52)
    part = draft.parts.get()
    assert (part.price, part.early_price) == (895, 795)


def test_pages_say_what_it_costs_today_and_from_when_another_price_holds(client, conference, night):
    member = make_member("Mette Holm", "Odense")
    client.force_login(member)
    home = client.get(reverse("conference:home")).content.decode().replace("\xa0", " ")
    assert "2.950,00 kr." in home and "derefter 3.450,00 kr." in home
    form = client.get(reverse("conference:register")).content.decode().replace("\xa0", " ")
    assert "795,00 kr." in form and "895,00 kr." not in form
    Part.objects.update(early_until=TODAY() - timedelta(days=1))
    form = client.get(reverse("conference:register")).content.decode().replace("\xa0", " ")
    assert "895,00 kr." in form


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"early_price": "700,00", "early_until": ""}, "early_until"),
        ({"early_price": "", "early_until": f"{TODAY():%Y-%m-%d}"}, "early_price"),
        ({"early_price": "700", "early_until": "2099-01-01"}, "early_until"),
    ],
)
def test_the_desk_is_told_what_is_missing(client, conference, night, changes, field):
    editor = events.make_secretariat(name="Karen Kopi")
    client.force_login(editor)
    show_second_factor(client, editor)
    page = reverse("conference_desk:change_part", args=[conference.pk, night.pk])
    sent = {"kind": "night", "on": f"{night.on:%Y-%m-%d}", "price": "895,00", "title": ""}
    answer = client.post(page, {**sent, **changes})
    assert list(answer.context["form"].errors) == [field]
    client.post(page, {**sent, "early_price": "700,00", "early_until": f"{TODAY():%Y-%m-%d}"})
    night.refresh_from_db()
    assert (night.early_price, night.early_until) == (700, TODAY())


def test_a_sessions_price_is_set_beside_the_programme(client, conference, night):
    editor = events.make_secretariat(name="Karen Kopi")
    point = Point(1, time(10), time(11), SessionKind.PARALLEL, "Mægling", capacity=20)
    session = events.add_session(conference, point, by=editor)
    taken = events.register(conference, make_member("Tidlig Tine", "Odense"), parts=[session.part])
    client.force_login(editor)
    show_second_factor(client, editor)
    page = reverse("conference_desk:price", args=[session.pk])
    assert (
        page in client.get(reverse("conference_desk:parts", args=[conference.pk])).content.decode()
    )
    assert client.post(page, {"price": "-1"}).context["form"].errors["price"]
    client.post(
        page, {"price": "125,00", "early_price": "100", "early_until": f"{TODAY():%Y-%m-%d}"}
    )
    part = Part.objects.get(pk=session.part.pk)
    assert (part.price, part.early_price, part.capacity) == (125, 100, 20)
    later = events.register(conference, make_member("Sen Svend", "Odense"), parts=[part])
    assert (owed(taken), owed(later)) == (2950, 3050)
    assert client.get(reverse("conference_desk:price", args=[9999])).status_code == 404
