"""Whoever books early pays less as one of two as well, and what they were promised is what is billed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from events.billing import charging
from events.conference import changes
from events.conference.costs import total_of
from events.conference.flows import booking, copying, parts, rooms, sharing
from events.conference.models import Part
from portal.kit.problems import Refused
from tests.factories.events import make_conference, make_part, register
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
ALONE, EARLY, EACH, EARLY_EACH = Decimal(900), Decimal(800), Decimal(500), Decimal(450)
PRICES = {
    "price": ALONE,
    "early_price": EARLY,
    "twin_price": EACH,
    "early_twin_price": EARLY_EACH,
}


@pytest.fixture
def conference(personas):
    return make_conference(by=personas.editor, price=Decimal(2000))


@pytest.fixture
def night(conference, personas):
    return make_part(conference, by=personas.editor, capacity=5, early_until=TODAY(), **PRICES)


def tomorrow():
    return timezone.now() + timedelta(days=1)


def cost(registration) -> Decimal:
    return total_of(registration, registration.bookings.all())


def words(page) -> str:
    return " ".join(strip_tags(page.text.replace("<", " <")).replace("\xa0", " ").split())


def test_the_last_day_has_the_early_price_for_two_and_the_next_one_has_not(night):
    assert night.twin_price_on(TODAY()) == night.twin_price_now == EARLY_EACH
    assert night.twin_price_on(TODAY() + timedelta(days=1)) == EACH


def test_each_of_two_pays_what_held_on_the_day_they_booked(conference, night):
    early = register(conference, make_member("Ea", "Odense"), parts=[night], room="twin")
    late = register(
        conference, make_member("Bo", "Odense"), parts=[night], room="twin", at=tomorrow()
    )
    assert (cost(early), cost(late)) == (2000 + EARLY, 2000 + ALONE)
    share = sharing.ask(registration=early, other=late, by=early.person)
    sharing.agree(share=share, at=tomorrow(), by=late.person)
    assert (cost(early), cost(late)) == (2000 + EARLY_EACH, 2000 + EACH)
    # What it costs by now is nobody's matter who has booked it.
    Part.objects.update(twin_price=1, early_twin_price=None)
    assert (cost(early), cost(late)) == (2000 + EARLY_EACH, 2000 + EACH)
    billed = {
        each.name: [item.amount for item in each.items]
        for each in charging.charges(conference).values()
    }
    assert billed == {"Ea": [2000, EARLY_EACH], "Bo": [2000, EACH]}


@pytest.mark.parametrize(("day", "expected"), [(0, EARLY_EACH), (1, EACH)])
def test_a_night_beside_somebody_is_shown_and_booked_at_the_same_price(
    conference, night, personas, day, expected
):
    """What the summary says beforehand is what stands on the booking afterwards."""
    one = register(conference, make_member("Ea", "Odense"), parts=[night], room="twin")
    other = register(conference, make_member("Bo", "Odense"), room="twin")
    share = sharing.ask(registration=one, other=other, by=one.person)
    sharing.agree(share=share, by=other.person)
    if day:
        Part.objects.update(early_until=TODAY() - timedelta(days=1))
        night.refresh_from_db()
    other.refresh_from_db()
    has = other.bookings.select_related("part__session")
    beside = rooms.nights_with_room(other)
    found = changes.of(other, has, [night], [], beside=beside, by=other.person)
    assert found.difference == expected
    booking.book(registration=other, parts=[night], by=other.person)
    assert cost(other) == 2000 + expected


def test_the_form_and_the_receipt_name_the_price_that_holds_today(client, conference, night):
    member = make_member("Mette Holm", "Odense")
    client.force_login(member)
    form = words(client.get(reverse("conference:register")))
    assert "450,00 kr. til hver, når to deler" in form and "500,00 kr." not in form
    mine = register(conference, member, parts=[night], room="twin")
    receipt = words(client.get(reverse("conference:receipt", args=[mine.pk])))
    assert "450,00 kr. til hver, hvis I deler værelset" in receipt
    Part.objects.update(early_until=TODAY() - timedelta(days=1))
    client.force_login(make_member("Sen Svend", "Odense"))
    form = words(client.get(reverse("conference:register")))
    assert "500,00 kr. til hver, når to deler" in form and "450,00 kr." not in form
    # The receipt is of what was promised.
    client.force_login(member)
    receipt = words(client.get(reverse("conference:receipt", args=[mine.pk])))
    assert "450,00 kr. til hver, hvis I deler værelset" in receipt and "500,00 kr." not in receipt


def test_next_years_copy_has_it_too(conference, night, personas):
    draft = copying.copy(
        conference=conference,
        starts_on=conference.starts_on + timedelta(weeks=52),
        by=personas.editor,
    )
    part = draft.parts.get()
    assert {name: getattr(part, name) for name in PRICES} == PRICES
    assert part.early_until == TODAY() + timedelta(weeks=52)


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({"twin_price": None}, ["twin_price"]),
        ({"early_price": None, "early_until": None}, ["early_twin_price"]),
        ({"early_twin_price": Decimal(801)}, ["early_twin_price"]),
        ({"twin_price": Decimal(901)}, ["twin_price"]),
        (
            {"twin_price": Decimal(901), "early_twin_price": Decimal(801)},
            ["twin_price", "early_twin_price"],
        ),
        # Without one of its own, the early price for two is the one that always holds.
        ({"early_twin_price": None, "twin_price": Decimal(801)}, ["twin_price"]),
        ({"kind": "meal", "title": "Frokost"}, ["twin_price", "early_twin_price"]),
    ],
)
def test_the_desk_is_told_what_does_not_fit(conference, personas, facts, codes):
    told = {"kind": "night", "on": conference.starts_on, "early_until": TODAY(), **PRICES, **facts}
    with pytest.raises(Refused) as refused:
        parts.add_part(conference=conference, facts=parts.PartFacts(**told), by=personas.editor)
    assert refused.value.codes == codes
    assert not conference.parts.exists()


@pytest.mark.parametrize(
    "facts",
    [
        {"early_twin_price": None, "twin_price": EARLY},
        {"twin_price": ALONE, "early_twin_price": EARLY},
        {"early_twin_price": Decimal(0)},
    ],
)
def test_what_fits_is_kept(conference, personas, facts):
    told = {"kind": "night", "on": conference.starts_on, "early_until": TODAY(), **PRICES, **facts}
    part = parts.add_part(conference=conference, facts=parts.PartFacts(**told), by=personas.editor)
    assert (part.twin_price, part.early_twin_price) == (
        told["twin_price"],
        told["early_twin_price"],
    )


@pytest.mark.parametrize(
    "write",
    [{"early_twin_price": 801}, {"early_price": None, "early_until": None}, {"twin_price": None}],
)
def test_the_database_holds_it_too(night, write):
    with pytest.raises(IntegrityError), transaction.atomic():
        Part.objects.update(**write)


def test_the_desk_writes_it_and_reads_it_on_the_list(client, personas, conference, night):
    client.force_login(personas.editor)
    page = reverse("conference_desk:change_part", args=[conference.pk, night.pk])
    form = client.get(page).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent |= {"on": f"{night.on:%Y-%m-%d}", "early_until": f"{TODAY():%Y-%m-%d}"}
    sent = {name: "" if value is None else str(value) for name, value in sent.items()}
    prices = {"price": "900", "early_price": "800", "twin_price": "500"}
    wrong = client.post(page, {**sent, **prices, "early_twin_price": "801"})
    assert list(wrong.context["form"].errors) == ["early_twin_price"]
    client.post(page, {**sent, **prices, "early_twin_price": "425,50"})
    night.refresh_from_db()
    assert night.early_twin_price == Decimal("425.50")
    listed = words(client.get(reverse("conference_desk:parts", args=[conference.pk])))
    assert "425,50 kr. til hver af to til og med" in listed and "derefter 500,00 kr." in listed
