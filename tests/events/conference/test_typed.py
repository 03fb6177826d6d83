"""What is typed wrong, or with what was never asked for: it is said in Danish beside its field, what else was
typed is still there, and nothing has been done."""

from datetime import time
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from events.billing.models import Document
from events.conference.enums import Place, Room, SessionKind
from events.conference.flows import arranging, booking, places
from events.conference.flows.points import Point
from events.conference.models import Booking, Conference, Part, Registration, RoomShare
from tests.events.kept import kept
from tests.factories import billing
from tests.factories.events import EAN, keep_changes, make_conference, make_part, register
from tests.factories.people import make_member, municipality

from .twice_desk import conference_form
from .twice_members import session_form

pytestmark = pytest.mark.django_db

REGISTER = "/aarsmoede/tilmelding/"
SLOT = "slot_1_1000_1100"


def point(title: str, **more) -> Point:
    return arranging.Point(1, time(10), time(11), SessionKind.PARALLEL, title, **more)


@pytest.fixture
def conference(personas):
    found = make_conference(
        by=personas.editor, programme=[point("Mægling", capacity=3), point("Tilsyn")]
    )
    make_part(found, capacity=3, price=Decimal(895), by=personas.editor)
    make_part(found, "meal", title="Middag", capacity=3, price=Decimal(495), by=personas.editor)
    return found


def words(page) -> str:
    return " ".join(strip_tags(page.text).split())


def typed(**changes) -> dict:
    values = {
        "key": uuid4(),
        "payer": municipality("Odense").pk,
        "ean": EAN,
        "payer_reference": "Mette Holm",
        "order_number": "4711",
        "room": "single",
        "note": "Ringede",
    }
    return {**values, **changes}


# --- the payer's number and reference, in each of the five forms ---------------------------------------
def oneself(personas, conference):
    return personas.member, REGISTER, {"sum": "3450", "confirm": "takes"}


def a_change(personas, conference):
    mine = register(conference, personas.member)
    return personas.member, reverse("conference:change", args=[mine.pk]), {}


def colleagues(personas, conference):
    register(conference, personas.member)
    ida = make_member("Ida Kollega", "Odense")
    return personas.member, reverse("conference:colleagues"), {"people": [ida.pk]}


def the_desk(personas, conference):
    address = reverse("conference_desk:register", args=[conference.pk])
    return personas.editor, address, {"person": personas.member.pk}


def another_payer(personas, conference):
    mine = register(conference, personas.member)
    return personas.editor, reverse("billing_desk:payer", args=[conference.pk, mine.pk]), {}


FORMS = [oneself, a_change, colleagues, the_desk, another_payer]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        (
            "ean",
            "5798009800054",
            "Der er en tastefejl i EAN-nummeret: Det sidste ciffer passer ikke.",
        ),
        ("ean", "579800980005", "Et EAN-nummer har 13 cifre."),
        ("ean", "57980098000530", "Et EAN-nummer har 13 cifre."),
        ("ean", "57980098OOO53", "Et EAN-nummer består kun af cifre."),
        ("ean", "EAN 5798009800053", "Et EAN-nummer består kun af cifre."),
        ("ean", "", "Skal udfyldes."),
        ("payer_reference", "", "Skal udfyldes."),
        ("payer_reference", "   ", "Skal udfyldes."),
        (
            "payer",
            "99999",
            "Vælg en af mulighederne på listen.",
        ),
    ],
)
def test_a_payer_that_cannot_be_billed(client, personas, conference, form, field, value, said):
    person, address, sent = form(personas, conference)
    client.force_login(person)
    before = kept()
    page = client.post(address, typed(**sent, **{field: value}))
    assert page.status_code == 200 and list(page.context["form"].errors) == [field]
    assert said in words(page)
    assert 'value="4711"' in page.text and (field == "payer" or value.strip() in page.text)
    assert kept() == before


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "value",
    [
        "5798 0098 00053",
        "57 98 00 98 00 05 3",
        " 5798009800053 ",
        "5798-0098-00053",
        "5798.0098.00053",
        "5798\u00a00098\u00a000053",
        # As a Japanese keyboard writes it.
        "\uff15\uff17\uff19\uff18\uff10\uff10\uff19\uff18\uff10\uff10\uff10\uff15\uff13",
    ],
)
def test_a_number_is_taken_as_people_write_it(client, personas, conference, form, value):
    person, address, sent = form(personas, conference)
    client.force_login(person)
    # As it stands on another municipality's letter; the colleague's or one's own.
    assert keep_changes(client, address, typed(**sent, ean=value)).status_code == 302
    assert set(Registration.objects.values_list("ean", flat=True)) == {EAN}


# --- what is not asked for ---------------------------------------------------------------------------
#: What somebody adds to a form that never had it.
ADDED = {
    "price": "1",
    "total": "1",
    "amount": "0",
    "early_price": "0",
    "late_price": "0",
    "is_charged": "",
    "shared": "on",
    "state": "confirmed",
    "place": "taken",
    "person": "1",
    "registered_by": "1",
    "created_at": "2020-01-01",
    "conference": "1",
    "capacity": "1000",
}


def test_a_price_in_a_form_is_not_read(client, personas, conference):
    """The sum that goes along is compared with the price, and is never the price."""
    client.force_login(personas.member)
    night, dinner = (Part.objects.get(kind=kind) for kind in ("night", "meal"))
    chosen = {"nights": [night.pk], "meals": [dinner.pk], **ADDED}
    for sum_ in ("1", "0", "-4840", "4840,00", "NaN", "1e3", ""):
        page = client.post(REGISTER, typed(**chosen, confirm="takes", sum=sum_))
        assert page.status_code == 200 and "4.840,00 kr." in words(page), sum_
        assert not Registration.objects.exists()
    client.post(REGISTER, typed(**chosen, confirm="takes", sum="4840"))
    mine = Registration.objects.get()
    prices = sorted(mine.bookings.values_list("price", flat=True))
    assert (mine.price, prices, mine.late_price) == (3450, [495, 895], None)
    assert (mine.person, mine.registered_by) == (personas.member, personas.member)
    # Nor when it is changed, when a colleague is registered, or when it is billed.
    address = reverse("conference:change", args=[mine.pk])
    assert keep_changes(client, address, typed(**{**chosen, "meals": []})).status_code == 302
    ida = make_member("Ida Kollega", "Odense")
    client.post(reverse("conference:colleagues"), typed(people=[ida.pk], **ADDED))
    assert sorted(Booking.objects.values_list("price", flat=True)) == [895]
    assert set(Registration.objects.values_list("price", flat=True)) == {Decimal(3450)}
    billing.make_seller(by=personas.editor)
    billing.bill_all(Conference.objects.get(), by=personas.editor)
    assert sum(each.total for each in Document.objects.all()) == 2 * 3450 + 895


def test_a_form_cannot_say_who_one_is_or_that_there_is_a_seat(client, personas, conference):
    Conference.objects.update(capacity=1)
    register(conference, make_member("Først", "Vejle"))
    client.force_login(personas.member)
    before = kept()
    page = client.post(REGISTER, typed(**ADDED, confirm="takes", sum="3450"))
    assert "Den sidste plads er lige blevet taget" in words(page) and kept() == before
    Conference.objects.update(taken=1, capacity=2)
    client.post(
        REGISTER, typed(**{**ADDED, "person": personas.coordinator.pk}, confirm="takes", sum="3450")
    )
    assert Registration.objects.latest("pk").person == personas.member


# --- two in a room -----------------------------------------------------------------------------------
def test_a_room_for_two_without_a_partner_is_a_whole_room(client, personas, conference):
    """Nobody is put into it by chance, and it is the page that asks with whom, until somebody is named."""
    client.force_login(personas.member)
    night = Part.objects.get(kind="night")
    sent = typed(nights=[night.pk], room="twin", confirm="takes", sum="4345")
    answer = client.post(REGISTER, sent)
    mine = Registration.objects.get()
    night.refresh_from_db()
    assert (mine.room, night.taken, mine.bookings.get().shared) == (Room.TWIN, 1, False)
    receipt = client.get(answer["Location"])
    assert "Med hvem?" in words(receipt) and not RoomShare.objects.exists()
    # They are told at the desk apart: a room for two with one in it.
    client.force_login(personas.editor)
    rooms = client.get(reverse("conference_desk:list", args=[conference.pk, "vaerelser"]))
    assert rooms.status_code == 200 and "Mette Holm" in words(rooms)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("", "Skal udfyldes."),
        ("Ingen Sådan", "Der er ingen deltager, som hedder præcis det."),
        ("Mette Holm", "Der er ingen deltager, som hedder præcis det."),
        ("010190-1234", "CPR"),
    ],
)
def test_whom_one_cannot_share_with(client, personas, conference, who, said):
    night = Part.objects.get(kind="night")
    mine = register(conference, personas.member, parts=[night], room=Room.TWIN)
    client.force_login(personas.member)
    before = kept()
    page = client.post(reverse("conference:ask_to_share", args=[mine.pk]), {"who": who})
    assert page.status_code == 200 and said in words(page)
    assert kept() == before


# --- less than is taken ------------------------------------------------------------------------------
def fewer_seats(conference):
    sent = conference_form(conference, capacity="2", theme="Et nyt tema")
    return reverse("conference_desk:change", args=[conference.pk]), sent, "capacity"


def fewer_at_a_session(conference):
    session = conference.sessions.get(title="Mægling")
    sent = session_form(
        starts="10:00", ends="11:00", kind="parallel", title="Et nyt tema", capacity="2"
    )
    return reverse("conference_desk:change_session", args=[session.uid]), sent, "capacity"


def fewer_of(kind: str):
    def prepare(conference):
        part = conference.parts.get(kind=kind)
        sent = {
            "kind": kind,
            "on": part.on.isoformat(),
            "title": "Et nyt tema",
            "capacity": "2",
            "price": "100,00",
        }
        return (
            reverse("conference_desk:change_part", args=[conference.pk, part.pk]),
            sent,
            "capacity",
        )

    return prepare


@pytest.mark.parametrize(
    "prepare",
    [fewer_seats, fewer_at_a_session, fewer_of("night"), fewer_of("meal")],
    ids=["seats", "session", "night", "meal"],
)
def test_there_is_never_less_than_is_taken(client, personas, conference, prepare):
    """Three have it, one of them only held: a page that says two is refused, says how many there are, keeps
    what was typed, and has changed nothing, neither the number nor the rest of the form."""
    for name in ("Bo", "Ea", "Ib"):
        parts = conference.parts.exclude(session__title="Tilsyn")
        register(conference, make_member(name, "Odense"), parts=parts)
    waits = register(
        conference,
        make_member("Næste", "Vejle"),
        waits=conference.parts.exclude(session__title="Tilsyn"),
    )
    gone = Registration.objects.get(person__name="Ib")
    booking.book(registration=gone, parts=[], by=gone.person)
    assert set(waits.bookings.values_list("place", flat=True)) == {Place.OFFERED}
    conference.refresh_from_db()
    address, sent, field = prepare(conference)
    client.force_login(personas.editor)
    before = kept()
    page = client.post(address, sent)
    assert page.status_code == 200 and list(page.context["form"].errors) == [field]
    number = "4" if prepare is fewer_seats else "3"
    said = " ".join(page.context["form"].errors[field])
    assert number in said, said
    assert said in words(page) and "Et nyt tema" in page.text and 'value="2"' in page.text
    assert kept() == before
    # Exactly as many as are taken is enough.
    assert client.post(address, {**sent, "capacity": number}).status_code == 302


def test_a_room_does_not_lose_chairs_that_somebody_sits_on(client, personas, conference):
    hall = places.write_hall(conference=conference, name="Salen", capacity=3, by=personas.editor)
    session = conference.sessions.get(title="Mægling")
    client.force_login(personas.editor)
    sent = session_form(
        starts="10:00", ends="11:00", kind="parallel", title="Mægling", capacity="", hall=hall.pk
    )
    client.post(reverse("conference_desk:change_session", args=[session.uid]), sent)
    client.post(reverse("conference_desk:publish_programme", args=[conference.pk]), {"words": ""})
    for name in ("Bo", "Ea", "Ib"):
        register(conference, make_member(name, "Odense"), parts=[session.stock])
    before = kept()
    address = reverse("conference_desk:hall", args=[conference.pk, hall.pk])
    page = client.post(address, {"name": "Lillesalen", "capacity": "2"})
    assert list(page.context["form"].errors) == ["capacity"]
    assert "Lillesalen" in page.text and 'value="2"' in page.text and kept() == before


# --- two windows -------------------------------------------------------------------------------------
@pytest.fixture
def windows(client, personas, conference):
    """The member, who has one session and waits for the other, with the form open in another window."""
    Part.objects.filter(session__title="Mægling").update(capacity=1)
    first = register(conference, make_member("Først", "Vejle"), parts=[_of("Mægling")])
    mine = register(conference, personas.member, parts=[_of("Tilsyn")], waits=[_of("Mægling")])
    client.force_login(personas.member)
    form = client.get(reverse("conference:change", args=[mine.pk])).context["form"]
    old = typed(**{SLOT: form[SLOT].value()}, waits=form["waits"].value())
    return first, mine, old


def _of(title: str) -> Part:
    return Part.objects.get(session__title=title)


def _places(registration) -> dict:
    rows = registration.bookings.select_related("part__session")
    return {each.part.session.title: each.place for each in rows}


def test_an_old_window_does_not_give_up_what_was_taken_meanwhile(client, windows):
    """The session that was waited for was taken from the letter; the window still has the one before it. It
    is said at once, before anything is confirmed."""
    first, mine, old = windows
    booking.book(registration=first, parts=[], by=first.person)
    booking.accept(booking=mine.bookings.get(part=_of("Mægling")), by=mine.person)
    before = kept()
    page = client.post(reverse("conference:change", args=[mine.pk]), old)
    assert page.status_code == 200 and "på samme tid" in words(page)
    assert _places(mine) == {"Mægling": Place.TAKEN} and kept() == before


def test_an_old_window_of_a_cancelled_registration_brings_nothing_back(client, windows):
    _, mine, old = windows
    client.post(reverse("conference:cancel", args=[mine.pk]))
    before = kept()
    page = client.post(reverse("conference:change", args=[mine.pk]), old, follow=True)
    assert page.redirect_chain and "Tilmeld dig årsmødet først" in words(page)
    assert kept() == before


@pytest.mark.parametrize("name", ["answer_seat", "answer_part"])
def test_an_old_no_does_not_give_up_what_was_taken_meanwhile(client, personas, conference, name):
    """The window still offers yes and no; yes was said in another one, or from the letter."""
    first = register(conference, make_member("Først", "Vejle"), parts=[_of("Mægling")])
    if name == "answer_seat":
        Conference.objects.update(capacity=1)
        mine = register(conference, personas.member, waits_for_seat=True)
        from events.conference.flows import registering

        registering.cancel_registration(registration=first, by=first.person)
        address = reverse("conference:answer_seat", args=[mine.pk])
    else:
        Part.objects.filter(session__title="Mægling").update(capacity=1)
        mine = register(conference, personas.member, waits=[_of("Mægling")])
        booking.book(registration=first, parts=[], by=first.person)
        address = reverse("conference:answer_part", args=[mine.pk, _of("Mægling").pk])
    client.force_login(personas.member)
    client.post(address, {"svar": "ja"})
    before = kept()
    page = client.post(address, {"svar": "nej"}, follow=True)
    assert page.status_code == 200 and kept() == before
    assert "allerede sagt ja" in words(page)


def test_an_old_window_of_the_desk_says_that_nothing_is_new(client, personas, conference):
    """Two of the secretariat publish the same draft: one version, and the second reads that it is out."""
    second = personas.administrator
    client.force_login(personas.editor)
    client.post(reverse("conference_desk:add_session", args=[conference.pk]), session_form())
    publish = reverse("conference_desk:publish_programme", args=[conference.pk])
    assert client.post(publish, {"words": ""}).status_code == 302
    before = kept()
    client.force_login(second)
    page = client.post(publish, {"words": "En ny"})
    assert page.status_code == 200 and "Der er ikke noget nyt at udgive" in words(page)
    assert kept() == before
