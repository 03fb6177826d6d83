"""A room for two has a price for each of them, and nobody is moved to a dearer one without having said so."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from events.billing import charging
from events.conference import changes
from events.conference.costs import total_of
from events.conference.enums import Place
from events.conference.flows import booking, on_behalf, parts, registering, rooms, settling, sharing
from events.conference.models import Booking, Conference, Note, Part, Registration, RoomShare
from portal.kit.problems import Refused
from portal.notices.models import Notice
from tests.factories.events import keep_changes, make_conference, make_part, register
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
ALONE, EACH = Decimal(900), Decimal(500)


@pytest.fixture
def conference(personas):
    found = make_conference(by=personas.editor, price=Decimal(2000))
    for day in (0, 1):
        facts = {"capacity": 5, "price": ALONE, "twin_price": EACH}
        make_part(found, day=day, by=personas.editor, **facts)
    return found


@pytest.fixture
def pair(conference):
    nights = list(conference.parts.all())
    return [
        register(conference, make_member(name, "Odense"), parts=nights, room="twin")
        for name in ("Ea", "Bo")
    ]


def agree(one: Registration, other: Registration) -> RoomShare:
    share = sharing.ask(registration=one, other=other, by=one.person)
    return sharing.agree(share=share, by=other.person)


def cost(registration) -> Decimal:
    return total_of(registration, registration.bookings.all())


def billed(conference) -> dict[str, list]:
    return {
        each.name: [(item.title, item.amount) for item in each.items]
        for each in charging.charges(conference).values()
    }


def words(page) -> str:
    return " ".join(strip_tags(page.text.replace("<", " <")).split())


def receipt(registration) -> str:
    return reverse("conference:receipt", args=[registration.pk])


# --- the price -----------------------------------------------------------------------------------------
def test_each_pays_for_a_room_alone_until_they_share_and_half_of_one_then(pair, conference):
    one, other = pair
    assert (cost(one), cost(other)) == (3800, 3800)
    agree(one, other)
    assert (cost(one), cost(other)) == (3000, 3000)
    lines = billed(conference)["Bo"]
    assert [amount for _title, amount in lines] == [2000, EACH, EACH]
    assert all("halvdelen af et værelse til to" in title for title, _amount in lines[1:])


def test_form_and_receipt_say_both_prices(client, pair, conference):
    one, other = pair
    client.force_login(one.person)
    form = words(client.get(reverse("conference:change", args=[one.pk])))
    assert "900,00 kr. · 500,00 kr. til hver, når to deler" in form
    assert "500,00 kr. til hver, hvis I deler værelset" in words(client.get(receipt(one)))
    agree(one, other)
    read = words(client.get(receipt(one)))
    assert "halvdelen af et værelse til to 500,00 kr." in read and "3.000,00 kr." in read


def test_a_night_more_beside_somebody_costs_half_and_makes_theirs_cheaper(conference):
    first, second = conference.parts.order_by("on")
    one = register(conference, make_member("Ea", "Odense"), parts=[first, second], room="twin")
    other = register(conference, make_member("Bo", "Odense"), parts=[first], room="twin")
    agree(one, other)
    assert (cost(one), cost(other)) == (2000 + EACH + ALONE, 2000 + EACH)
    other.refresh_from_db()
    found = changes.of(
        other,
        other.bookings.select_related("part__session"),
        [first, second],
        [],
        beside=rooms.nights_with_room(other),
        by=other.person,
    )
    assert found.difference == EACH
    booking.book(registration=other, parts=[first, second], by=other.person)
    assert (cost(one), cost(other)) == (3000, 3000)


def test_without_a_price_for_two_the_room_is_paid_once_by_its_host(conference):
    Part.objects.update(twin_price=None)
    nights = list(conference.parts.all())
    one, other = (
        register(conference, make_member(n, "Odense"), parts=nights) for n in ("Ea", "Bo")
    )
    agree(one, other)
    assert (cost(one), cost(other)) == (3800, 2000)


def test_a_price_that_comes_later_holds_for_those_who_book_later(pair, conference):
    Part.objects.update(twin_price=Decimal(100))
    agree(*pair)
    assert {cost(each) for each in pair} == {3000}


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"twin_price": Decimal(901)}, "twin_price"),
        ({"kind": "meal", "title": "Frokost", "twin_price": Decimal(1)}, "twin_price"),
        (
            {
                "twin_price": Decimal(600),
                "early_price": Decimal(550),
                "early_until": timezone.localdate(),
            },
            "twin_price",
        ),
    ],
)
def test_the_desk_gives_only_a_night_a_price_for_two_and_no_higher_one(
    conference, personas, facts, code
):
    told = {"kind": "night", "on": conference.starts_on, "price": ALONE, **facts}
    with pytest.raises(Refused) as refused:
        parts.add_part(conference=conference, facts=parts.PartFacts(**told), by=personas.editor)
    assert refused.value.codes == [code]


def test_the_database_holds_it_too(pair, conference):
    for write in (
        lambda: Part.objects.update(twin_price=ALONE + 1),
        lambda: Booking.objects.update(in_twin=True, twin_price=None),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()


# --- one of two leaves ----------------------------------------------------------------------------------
@pytest.fixture(params=["host", "guest"])
def left(request, pair):
    """Who leaves and who is left; each is the one who has booked the room once."""
    one, other = pair
    agree(one, other)
    host = one if one.bookings.filter(shared=False).exists() else other
    guest = other if host is one else one
    return (host, guest) if request.param == "host" else (guest, host)


@pytest.mark.parametrize("how", ["cancels", "gives the nights up"])
def test_who_is_left_keeps_the_room_and_the_price_and_is_asked(client, left, how):
    gone, stays = left
    if how == "cancels":
        registering.cancel_registration(registration=gone, by=gone.person)
    else:
        booking.book(registration=gone, parts=[], by=gone.person)
    assert cost(stays) == 3000
    assert set(stays.bookings.values_list("place", "shared")) == {(Place.TAKEN, False)}
    assert set(Part.objects.values_list("taken", flat=True)) == {1}
    notice = Notice.objects.filter(kind="conference_room", recipient=stays.person).latest("pk")
    assert notice.title == f"{gone.person.name} bor ikke længere på dit værelse"
    client.force_login(stays.person)
    read = words(client.get(receipt(stays)))
    assert "Du er alene på et værelse til to" in read
    assert "500,00 kr. nu, 900,00 kr. som eneværelse" in read
    # They say yes themselves, and only then they pay more; said twice it is said once.
    for _ in range(2):
        client.post(reverse("conference:take_alone", args=[stays.pk]))
    assert cost(stays) == 3800
    assert "Du er alene på et værelse til to" not in words(client.get(receipt(stays)))


def test_who_stops_sharing_pays_for_a_room_of_their_own_and_the_other_as_agreed(left):
    gone, stays = left
    share = RoomShare.objects.get()
    sharing.part_ways(share=share, by=gone.person)
    assert (cost(gone), cost(stays)) == (3800, 3000)
    assert len(rooms.left_alone(stays)) == 2 and rooms.left_alone(gone) == []


def test_who_is_left_may_share_with_somebody_else(left, conference):
    gone, stays = left
    registering.cancel_registration(registration=gone, by=gone.person)
    nights = list(conference.parts.all())
    third = register(conference, make_member("Ida", "Odense"), parts=nights, room="twin")
    agree(third, stays)
    assert (cost(third), cost(stays)) == (3000, 3000) and rooms.left_alone(stays) == []


def test_whoever_leaves_too_late_owes_their_own_half(left):
    gone, _stays = left
    late = timezone.now() + timedelta(days=111)
    registering.cancel_registration(registration=gone, at=late, by=gone.person)
    gone.refresh_from_db()
    assert gone.late_price == 3000


@pytest.mark.parametrize(("pays_alone", "expected"), [(True, 3800), (False, 3000)])
def test_the_desk_decides_with_a_note_and_they_are_told(left, personas, pays_alone, expected):
    gone, stays = left
    registering.cancel_registration(registration=gone, by=gone.person)
    for _ in range(2):
        on_behalf.settle_alone(
            registration=stays, pays_alone=pays_alone, note="Aftalt", by=personas.editor
        )
    assert cost(stays) == expected and rooms.left_alone(stays) == []
    assert Note.objects.get().text == "Aftalt"
    assert Notice.objects.filter(kind="conference_desk", recipient=stays.person).count() == 1


def test_nobody_settles_for_another_or_keeps_the_price_by_themselves(left):
    gone, stays = left
    registering.cancel_registration(registration=gone, by=gone.person)
    for by, pays_alone in ((gone.person, True), (stays.person, False)):
        with pytest.raises(Refused) as refused:
            sharing.settle_alone(registration=stays, pays_alone=pays_alone, by=by)
        assert refused.value.codes == ["not_allowed"]
    assert cost(stays) == 3000


def test_rooms_are_handed_over_by_the_same_number_of_queries(pair, conference, personas):
    one, other = pair
    counts = []
    for nights in (1, 2):
        RoomShare.objects.all().delete()
        wanted = list(conference.parts.order_by("on")[:nights])
        for each in pair:
            booking.book(registration=each, parts=[], by=each.person)
            booking.book(registration=each, parts=wanted, by=each.person)
        agree(one, other)
        host = one if one.bookings.filter(shared=False).exists() else other
        mine = list(host.bookings.select_related("part"))
        assert len(mine) == nights
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert settling.give_up(mine) == []
        counts.append(len(asked))
    assert counts[0] == counts[1]


# --- the desk lets two share ------------------------------------------------------------------------------
@pytest.fixture
def at_the_desk(client, personas):
    client.force_login(personas.editor)
    return client


def room(conference, registration) -> str:
    return reverse("conference_desk:room", args=[conference.pk, registration.pk])


def test_the_desk_lets_two_share_with_a_note_and_both_are_told_and_can_say_no(
    at_the_desk, client, pair, conference
):
    one, other = pair
    sent = {"deed": "together", "together-other": other.pk}
    page = at_the_desk.post(room(conference, one), sent)
    assert "note" in page.context["together_form"].errors and not RoomShare.objects.exists()
    sent["together-note"] = "Begge har sagt ja i telefonen"
    for _ in range(2):
        at_the_desk.post(room(conference, one), sent)
    share = RoomShare.objects.get()
    assert share.by_desk and share.agreed_at is not None
    assert (cost(one), cost(other)) == (3000, 3000)
    assert set(Part.objects.values_list("taken", flat=True)) == {1}
    told = Notice.objects.filter(kind="conference_room").order_by("recipient__name")
    assert [each.title for each in told] == [
        "Sekretariatet har sat dig på værelse med Ea",
        "Sekretariatet har sat dig på værelse med Bo",
    ]
    assert Note.objects.count() == 2
    assert "Ea deler værelse med Bo." in words(at_the_desk.get(room(conference, one)))
    client.force_login(other.person)
    assert "Sekretariatet har sat jer sammen" in words(client.get(receipt(other)))
    answer = reverse("conference:answer_share", args=[other.pk, share.pk])
    client.post(answer, {"svar": "nej"})
    assert not RoomShare.objects.exists()


def test_the_desk_parts_them_and_decides_what_each_pays(at_the_desk, pair, conference):
    one, other = pair
    agree(one, other)
    at_the_desk.post(room(conference, one), {"deed": "part", "part-note": "Ringede"})
    assert not RoomShare.objects.exists() and (cost(one), cost(other)) == (3000, 3000)
    page = at_the_desk.get(room(conference, one))
    assert "Tilbage på et værelse til to" in words(page)
    sent = {"deed": "alone", "alone-pays": "alone", "alone-note": "Aftalt"}
    at_the_desk.post(room(conference, one), sent)
    assert (cost(one), cost(other)) == (3800, 3000)


@pytest.mark.parametrize("who", ["themself", "taken", "elsewhere"])
def test_the_desk_puts_nobody_where_they_cannot_be(pair, conference, personas, who):
    one, other = pair
    third = register(conference, make_member("Ida", "Odense"), room="twin")
    if who == "taken":
        agree(other, third)
    elsewhere = register(make_conference(by=personas.editor, days=900), make_member("Åse", "Vejle"))
    whom = {"themself": one, "taken": other, "elsewhere": elsewhere}[who]
    code = {"themself": "oneself", "taken": "shares", "elsewhere": "not_there"}[who]
    with pytest.raises(Refused) as refused:
        on_behalf.put_together(registration=one, other=whom, note="Ja", by=personas.editor)
    assert refused.value.codes == [code]


def test_only_the_secretariat_puts_people_together_and_never_with_a_cpr_number(pair, personas):
    one, other = pair
    with pytest.raises(Refused) as refused:
        on_behalf.put_together(registration=one, other=other, note="Ja", by=personas.member)
    assert "not_allowed" in refused.value.codes
    with pytest.raises(ValidationError):
        on_behalf.put_together(
            registration=one, other=other, note="010190-1234", by=personas.editor
        )
    assert not RoomShare.objects.exists() and Conference.objects.count() == 1


def test_changing_the_rest_keeps_the_price_of_two(client, pair):
    one, other = pair
    agree(one, other)
    client.force_login(one.person)
    address = reverse("conference:change", args=[one.pk])
    form = client.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields if name != "waits"}
    shown = keep_changes(client, address, {**sent, "diet": "svamp"})
    assert shown.status_code == 302 and cost(one) == 3000
