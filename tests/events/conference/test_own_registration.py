"""What one has: the receipt, answering what is held, changing in time, sharing a room, and the letters."""

from datetime import time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from icalendar import Calendar

from events.calendar.queries import occasions_for
from events.conference import queries, rules
from events.conference.enums import Place, RegistrationState, Room, SessionKind
from events.conference.flows import arranging, booking, registering, sharing
from events.conference.models import Booking, Conference, Part, Registration, RoomShare
from portal.audit.models import Entry
from portal.notices import enclosures
from portal.notices.models import OutgoingMail
from tests.factories.events import EAN, keep_changes, make_conference, make_part, register
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
SLOT = "slot_1_1000_1100"


def point(title, **more):
    return arranging.Point(1, time(10), time(11), SessionKind.PARALLEL, title, **more)


@pytest.fixture
def conference(personas):
    found = make_conference(
        by=personas.editor, programme=[point("Mægling", capacity=1), point("Aktindsigt")]
    )
    make_part(found, capacity=3, price=Decimal(895), by=personas.editor)
    return found


@pytest.fixture
def first(conference):
    """Has the one seat at the session that is full."""
    return register(conference, make_member("Først", "Aarhus"), parts=[part("Mægling")])


@pytest.fixture
def mine(conference, personas, first):
    """Waits for what the first one has, and has the other one and a night meanwhile."""
    wanted = [part("Aktindsigt"), part("nat")]
    return register(conference, personas.member, parts=wanted, waits=[part("Mægling")])


@pytest.fixture
def participant(client, personas):
    client.force_login(personas.member)
    return client


def part(name: str) -> Part:
    if name == "nat":
        return Part.objects.get(kind="night")
    return Part.objects.get(session__title=name)


def places(registration) -> dict[str, str]:
    rows = registration.bookings.select_related("part__session")
    return {each.part.session.title if each.part.session else "nat": each.place for each in rows}


def to(name: str, *args) -> str:
    return reverse(f"conference:{name}", args=args)


def words(page) -> str:
    return " ".join(strip_tags(page.text).split())


def typed(registration, **changes) -> dict:
    told = {
        "key": uuid4(),
        "payer": registration.payer_id,
        "ean": EAN,
        "payer_reference": "Borgerrådgiveren",
        "room": "single",
    }
    return {**told, **changes}


# --- the receipt -------------------------------------------------------------------------------------
def test_the_receipt_says_what_one_has_and_what_one_waits_for(participant, mine):
    read = words(participant.get(to("receipt", mine.pk)))
    assert "4.345,00 kr." in read  # the seat and the night; what is waited for costs nothing yet
    assert "Mægling" in read and "nummer 1 på ventelisten" in read


def test_what_is_held_is_taken_on_the_page_and_takes_the_others_place(participant, mine, first):
    booking.book(registration=first, parts=[], by=first.person)
    assert "holdes til dig" in words(participant.get(to("receipt", mine.pk)))
    assert "holdes til dig" in words(participant.get("/aarsmoede/"))
    for _ in range(2):
        participant.post(to("answer_part", mine.pk, part("Mægling").pk), {"svar": "ja"})
    assert places(mine) == {"Mægling": Place.TAKEN, "nat": Place.TAKEN}


def test_what_is_held_is_passed_on_and_the_rest_stays(participant, mine, first):
    booking.book(registration=first, parts=[], by=first.person)
    participant.post(to("answer_part", mine.pk, part("Mægling").pk), {"svar": "nej"})
    assert places(mine) == {"Aktindsigt": Place.TAKEN, "nat": Place.TAKEN}
    assert part("Mægling").taken == 0


def test_a_seat_that_is_held_is_answered_on_the_page(participant, personas, first):
    Conference.objects.update(capacity=1)
    waiting = register(first.conference, personas.member, waits_for_seat=True)
    assert "Du er nummer 1" in participant.get("/aarsmoede/").text
    registering.cancel_registration(registration=first, by=first.person)
    assert "Der holdes en plads til dig" in participant.get("/aarsmoede/").text
    participant.post(to("answer_seat", waiting.pk), {"svar": "ja"})
    waiting.refresh_from_db()
    assert waiting.is_confirmed


def test_a_seat_that_is_held_is_passed_on(participant, personas, first):
    Conference.objects.update(capacity=1)
    waiting = register(first.conference, personas.member, waits_for_seat=True)
    registering.cancel_registration(registration=first, by=first.person)
    participant.post(to("answer_seat", waiting.pk), {"svar": "nej"})
    waiting.refresh_from_db()
    assert waiting.state == RegistrationState.CANCELLED and Conference.objects.get().taken == 0


def test_nobody_answers_for_another(client, personas, mine, first):
    booking.book(registration=first, parts=[], by=first.person)
    client.force_login(first.person)
    for name, args in (
        ("answer_part", [mine.pk, part("Mægling").pk]),
        ("answer_seat", [mine.pk]),
        ("ask_to_share", [mine.pk]),
    ):
        assert client.post(to(name, *args), {"svar": "ja"}).status_code == 404, name
    assert places(mine)["Mægling"] == Place.OFFERED


# --- changing ----------------------------------------------------------------------------------------
def test_the_same_form_changes_what_one_has_and_what_one_told(participant, mine):
    form = participant.get(to("change", mine.pk)).context["form"]
    assert form[SLOT].value() == part("Aktindsigt").pk
    assert form["waits"].value() == [part("Mægling").pk]
    sent = typed(mine, **{SLOT: "0"}, nights=[part("nat").pk], diet="svamp", room="twin")
    assert keep_changes(participant, to("change", mine.pk), sent).status_code == 302
    mine.refresh_from_db()
    assert (mine.diet, mine.room, places(mine)) == ("svamp", Room.TWIN, {"nat": Place.TAKEN})
    entry = Entry.objects.get(action="conference.registration_changed")
    assert entry.facts == {"count": 2}


def test_an_offer_is_not_lost_when_the_rest_is_changed(participant, mine, first):
    booking.book(registration=first, parts=[], by=first.person)
    keep_changes(participant, to("change", mine.pk), typed(mine, **{SLOT: "0"}))
    assert places(mine) == {"Mægling": Place.OFFERED}


def test_after_its_day_a_part_stands_fast_and_the_rest_is_changed(participant, mine):
    Part.objects.filter(kind="night").update(changes_until=timezone.localdate() - timedelta(days=1))
    page = participant.get(to("change", mine.pk))
    assert "Kontakt sekretariatet" in page.text
    sent = typed(mine, **{SLOT: "0"}, nights=[], diet="svamp")
    assert keep_changes(participant, to("change", mine.pk), sent).status_code == 302
    mine.refresh_from_db()
    assert mine.diet == "svamp" and places(mine) == {"nat": Place.TAKEN}


def test_what_is_full_by_now_keeps_what_one_has(participant, mine, first, conference):
    other = register(conference, make_member("Anden", "Aarhus"))
    Part.objects.filter(kind="night").update(capacity=1)
    booking.book(registration=mine, parts=[part("Aktindsigt")], by=mine.person)
    sent = typed(mine, **{SLOT: "0"}, nights=[part("nat").pk])
    booking.book(registration=other, parts=[part("nat")], by=other.person)
    page = participant.post(to("change", mine.pk), sent)
    assert [each.kind for each in page.context["full"]] == ["night"]
    assert f'name="waits" value="{part("nat").pk}"' in page.text
    assert places(mine) == {"Aktindsigt": Place.TAKEN}


def test_nothing_is_changed_once_the_conference_has_begun(participant, mine):
    Conference.objects.update(starts_on=timezone.localdate())
    answer = participant.get(to("change", mine.pk))
    assert answer["Location"] == to("receipt", mine.pk)
    keep_changes(participant, to("change", mine.pk), typed(mine, **{SLOT: "0"}))
    assert places(mine)["Aktindsigt"] == Place.TAKEN
    assert to("change", mine.pk) not in participant.get("/aarsmoede/").text


# --- sharing a room ----------------------------------------------------------------------------------
@pytest.fixture
def roommate(conference):
    return register(conference, make_member("Ida Bo", "Aarhus"), parts=[part("nat")], on_list=True)


def test_those_on_the_list_are_suggested_and_nobody_else(participant, mine, roommate, conference):
    register(conference, make_member("Skjult Sørensen", "Aarhus"), parts=[part("nat")])
    # Whoever has a room of their own asks for the list first.
    page = participant.get(to("receipt", mine.pk))
    assert "?del=1#vaerelse" in page.text and "Ida Bo" not in page.text
    page = participant.get(to("receipt", mine.pk), {"del": "1"})
    assert '<option value="Ida Bo, Aarhus">' in page.text and "Skjult" not in page.text


@pytest.mark.parametrize("who", ["Ida Bo", "ida bo, AARHUS"])
def test_one_asks_and_takes_it_back(participant, mine, roommate, who):
    participant.post(to("ask_to_share", mine.pk), {"who": who})
    share = RoomShare.objects.get(asker=mine, asked=roommate)
    assert "Du har spurgt Ida Bo" in participant.get(to("receipt", mine.pk)).text
    # Whoever asks does not answer.
    participant.post(to("answer_share", mine.pk, share.pk), {"svar": "ja"})
    assert not RoomShare.objects.exists()


def test_the_other_one_says_yes_and_later_both_can_leave(participant, client, mine, roommate):
    share = sharing.ask(registration=roommate, other=mine, by=roommate.person)
    assert "Ida Bo vil gerne dele" in participant.get(to("receipt", mine.pk)).text
    participant.post(to("answer_share", mine.pk, share.pk), {"svar": "ja"})
    assert "Du deler værelse med Ida Bo" in participant.get(to("receipt", mine.pk)).text
    assert part("nat").taken == 1
    # While two share, each sleeps in a room for two, whatever the form says.
    sent = typed(mine, **{SLOT: "0"}, nights=[part("nat").pk], room="single")
    keep_changes(participant, to("change", mine.pk), sent)
    mine.refresh_from_db()
    assert mine.room == Room.TWIN
    participant.post(to("answer_share", mine.pk, share.pk), {"svar": "nej"})
    assert part("nat").taken == 2 and not RoomShare.objects.exists()


def test_a_name_tells_nobody_who_comes(participant, mine, conference):
    hidden = register(conference, make_member("Skjult Sørensen", "Aarhus"), parts=[part("nat")])
    make_member("Hjemme Hansen", "Aarhus")
    errors = set()
    for who in ("Skjult", "Hjemme Hansen", "Findes Ikke"):
        page = participant.post(to("ask_to_share", mine.pk), {"who": who})
        errors.add(page.context["share_form"].errors["who"][0])
        assert 'name="onward"' not in page.text  # it is no place of its own to come back to
        assert f'value="{who}"' in page.text
    assert len(errors) == 1 and not RoomShare.objects.exists()
    participant.post(to("ask_to_share", mine.pk), {"who": "Skjult Sørensen"})
    assert RoomShare.objects.get().asked == hidden


def test_of_two_with_one_name_the_municipality_tells_which(participant, mine, conference):
    for at in ("Aarhus", "Vejle"):
        register(conference, make_member("Ida Bo", at), parts=[part("nat")])
    page = participant.post(to("ask_to_share", mine.pk), {"who": "Ida Bo"})
    assert "Flere hedder det" in page.text
    participant.post(to("ask_to_share", mine.pk), {"who": "Ida Bo, Vejle"})
    assert RoomShare.objects.get().asked.person.home_municipality.name == "Vejle"


# --- calendar ----------------------------------------------------------------------------------------
def invitation(name: str):
    return enclosures.of_mail(OutgoingMail.objects.get(template=f"conference/mail/{name}"))


def test_the_receipt_carries_the_days_and_the_cancellation_takes_them_out(personas, conference):
    registration = register(conference, personas.member)
    (carried,) = invitation("receipt")
    event = Calendar.from_ical(carried.content).events[0]
    assert carried.method == "REQUEST" and event.start == conference.starts_on
    assert event["ATTENDEE"] == f"mailto:{personas.member.email}"
    registering.cancel_registration(registration=registration, by=personas.member)
    assert invitation("receipt") == ()  # a letter that is late does not put it back
    (taken_out,) = invitation("cancelled")
    event = Calendar.from_ical(taken_out.content).events[0]
    assert (taken_out.method, event["STATUS"]) == ("CANCEL", "CANCELLED")
    register(conference, personas.member)
    assert invitation("cancelled") == ()


def test_ones_own_sessions_are_in_ones_own_calendar(personas, mine, first):
    assert {each.title for each in occasions_for(mine.person)} == {
        mine.conference.title,
        "Aktindsigt",
    }
    session = next(each for each in occasions_for(mine.person) if each.title == "Aktindsigt")
    assert (session.starts.hour, session.starts.date()) == (10, mine.conference.starts_on)
    assert [each.title for each in occasions_for(personas.coordinator)] == [mine.conference.title]


# --- the bill ----------------------------------------------------------------------------------------
def test_the_list_of_bills_is_the_rule(personas, mine, conference):
    """Who sees what it costs: for every persona, list and rule say the same."""
    Registration.objects.filter(pk=mine.pk).update(registered_by=personas.coordinator)
    register(conference, personas.jurist)
    for name, user in personas.all().items():
        if not user.is_authenticated:
            continue
        for registration in Registration.objects.all():
            seen = queries.bills_for(user).filter(pk=registration.pk).exists()
            assert seen == rules.may_view_bill(user, registration), (name, registration)
    # A buyer sees the bill, and nothing else of it.
    mine.refresh_from_db()
    assert rules.may_view_bill(personas.coordinator, mine)
    assert not rules.may_view_registration(personas.coordinator, mine)


def test_a_shared_night_is_paid_once(mine, roommate):
    share = sharing.ask(registration=mine, other=roommate, by=mine.person)
    sharing.agree(share=share, by=roommate.person)
    charged = [each.is_charged for each in Booking.objects.filter(part__kind="night")]
    assert sorted(charged) == [False, True]
