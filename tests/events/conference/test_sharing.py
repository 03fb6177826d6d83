"""Two in one room: both must agree, and each night that both have takes one room."""

import pytest

from events.conference.enums import Place, Room
from events.conference.flows import booking, registering, rooms, sharing
from events.conference.models import Booking, Conference, Part, Registration, RoomShare
from portal.kit.problems import Refused
from portal.notices.models import Notice
from tests.factories.events import make_conference, make_part, register
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference(personas):
    found = make_conference(by=personas.editor)
    for day, capacity in ((0, 2), (1, 5)):
        make_part(found, day=day, capacity=capacity, by=personas.editor)
    return found


@pytest.fixture
def pair(conference):
    nights = list(conference.parts.all())
    return [
        register(conference, make_member(name, "Odense"), parts=nights) for name in ("Ea", "Bo")
    ]


def taken() -> list[int]:
    return list(Part.objects.filter(kind="night").order_by("on").values_list("taken", flat=True))


def agree(one: Registration, other: Registration) -> RoomShare:
    share = sharing.ask(registration=one, other=other, by=one.person)
    return sharing.agree(share=share, by=other.person)


def test_nothing_is_shared_before_both_have_said_so(pair):
    one, other = pair
    for _ in range(2):
        share = sharing.ask(registration=one, other=other, by=one.person)
    assert taken() == [2, 2] and rooms.partner_of(one) is None
    notice = Notice.objects.get(kind="conference_room")
    assert (notice.recipient, notice.title) == (other.person, "Ea vil gerne dele værelse med dig")
    for _ in range(2):
        sharing.agree(share=share, by=other.person)
    assert taken() == [1, 1]
    assert (rooms.partner_of(one), rooms.partner_of(other)) == (other, one)
    assert set(Registration.objects.values_list("room", flat=True)) == {Room.TWIN}


def test_the_room_that_becomes_free_is_the_next_ones(pair, conference):
    one, other = pair
    first = Part.objects.order_by("on").first()
    third = register(conference, make_member("Ida", "Odense"), waits=[first])
    assert third.bookings.get().place == Place.WAITING
    agree(one, other)
    assert third.bookings.get().place == Place.OFFERED
    assert taken() == [2, 1]


def test_who_waits_for_a_room_has_one_when_the_other_one_has(conference):
    first = Part.objects.order_by("on").first()
    Part.objects.update(capacity=1)
    one = register(conference, make_member("Ea", "Odense"), parts=[first])
    other = register(conference, make_member("Bo", "Odense"), waits=[first])
    agree(one, other)
    assert other.bookings.get().place == Place.TAKEN and taken() == [1, 0]


def test_when_one_stays_at_home_the_other_keeps_the_room(pair):
    one, other = pair
    agree(one, other)
    registering.cancel_registration(registration=one, by=one.person)
    assert taken() == [1, 1]
    assert not RoomShare.objects.exists()
    assert set(other.bookings.values_list("place", "shared")) == {(Place.TAKEN, False)}


def test_one_who_sleeps_in_the_others_room_gives_up_no_room(pair):
    one, other = pair
    agree(one, other)
    booking.book(registration=other, parts=[], by=other.person)
    assert taken() == [1, 1]
    nights = list(Part.objects.all())
    booking.book(registration=other, parts=nights, by=other.person)
    assert taken() == [1, 1] and set(other.bookings.values_list("shared", flat=True)) == {True}


def test_going_separate_ways_takes_a_second_room_or_is_refused(pair, conference):
    one, other = pair
    share = agree(one, other)
    first = Part.objects.order_by("on").first()
    register(conference, make_member("Ida", "Odense"), parts=[first])
    with pytest.raises(Refused) as refused:
        sharing.part_ways(share=share, by=one.person)
    assert refused.value.codes == ["no_room"]
    assert taken() == [2, 1] and Booking.objects.filter(shared=True).count() == 2
    Part.objects.update(capacity=9)
    for _ in range(2):
        sharing.part_ways(share=share, by=one.person)
    assert taken() == [3, 2] and not RoomShare.objects.exists()


def test_one_room_holds_two(pair, conference):
    one, other = pair
    third = register(conference, make_member("Ida", "Odense"))
    waiting = sharing.ask(registration=third, other=one, by=third.person)
    agree(one, other)
    # Who has agreed is not asked any more, and says yes to nobody else.
    assert not RoomShare.objects.filter(pk=waiting.pk).exists()
    late = RoomShare.objects.create(asker=third, asked=other)
    with pytest.raises(Refused) as refused:
        sharing.agree(share=late, by=other.person)
    assert refused.value.codes == ["shares"]


@pytest.mark.parametrize("who", ["third", "asker"])
def test_nobody_says_yes_for_another(pair, conference, who):
    one, other = pair
    share = sharing.ask(registration=one, other=other, by=one.person)
    by = one.person if who == "asker" else make_member("Ida", "Odense")
    with pytest.raises(Refused) as refused:
        sharing.agree(share=share, by=by)
    assert refused.value.codes == ["not_allowed"]


def test_one_shares_with_somebody_else_who_comes(pair, personas):
    one, _ = pair
    elsewhere = register(
        make_conference(by=personas.editor, days=900), make_member("Ida", "Odense")
    )
    for other, code in ((one, "oneself"), (elsewhere, "not_there")):
        with pytest.raises(Refused) as refused:
            sharing.ask(registration=one, other=other, by=one.person)
        assert refused.value.codes == [code]
    assert Conference.objects.count() == 2
