"""The conference's pages and its desk, as a browser sees them."""

import io
import zipfile
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from events.conference import queries as queries_of
from events.conference.enums import RegistrationState, State
from events.conference.flows import arranging, booking, registering
from events.conference.models import Conference, Registration
from members.municipalities.models import Municipality
from portal.audit.models import Entry
from portal.notices.models import OutgoingMail
from portal.notices.tasks import render
from tests.factories.events import EAN, WRONG_EAN, add_session, make_conference, register
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference(personas):
    return make_conference(by=personas.editor)


@pytest.fixture
def at_the_desk(client, personas):
    client.force_login(personas.editor)
    return client


def form(**changes) -> dict:
    values = {
        "key": uuid4(),
        "payer": Municipality.objects.get(name="Odense").pk,
        "ean": EAN,
        "payer_reference": "Mette Holm",
        "sum": "3450",
        "confirm": "takes",
    }
    return {**values, **changes}


REGISTER = "/aarsmoede/tilmelding/"


def test_who_gets_the_pages(client, personas, conference):
    registration = register(conference, personas.member)
    addresses = ["/aarsmoede/", REGISTER, f"{REGISTER}{registration.pk}/"]
    expected = {
        "stranger": (302, 302, 302),
        "applicant": (403, 403, 403),
        "admitted": (403, 403, 403),
        "former": (403, 403, 403),
        "suspended": (403, 403, 403),
        "member": (200, 302, 200),  # has a seat, so the form leads to the receipt
        "administrator": (200, 200, 404),  # the desk is the secretariat's place for others' answers
    }
    for name, user in personas.all().items():
        client.logout()
        if user.is_authenticated:
            client.force_login(user)
        wanted = expected.get(name, (200, 200, 404))
        assert tuple(client.get(url).status_code for url in addresses) == wanted, name
    client.force_login(personas.coordinator)
    assert client.post(f"{REGISTER}{registration.pk}/afmeld/").status_code == 404
    registration.refresh_from_db()
    assert registration.is_confirmed


def test_the_form_knows_whom_it_asks(client, personas, conference):
    client.force_login(personas.member)
    shown = client.get(REGISTER).context["form"]
    assert shown["payer"].value() == Municipality.objects.get(name="Odense").pk
    assert shown["payer_reference"].value() == "Mette Holm"


def test_sent_twice_it_is_one_registration(client, personas, conference):
    client.force_login(personas.member)
    sent = form(ean="5798 0098 0005 3", diet="vegetar")
    first = client.post(REGISTER, sent)
    registration = Registration.objects.get()
    assert first["Location"] == reverse("conference:receipt", args=[registration.pk])
    assert client.post(REGISTER, sent)["Location"] == first["Location"]
    # And with a form that was opened in another window.
    assert client.post(REGISTER, form())["Location"] == first["Location"]
    assert Registration.objects.get().diet == "vegetar"
    assert Conference.objects.get().taken == 1
    assert "vegetar" in client.get(first["Location"]).content.decode()


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("ean", {"ean": WRONG_EAN}),
        ("ean", {"ean": "579800980005"}),
        ("ean", {"ean": "57980098OOO53"}),
        ("ean", {"ean": ""}),
        ("payer", {"payer": ""}),
        ("payer_reference", {"payer_reference": " "}),
        ("diet", {"diet": "som 010190-1234"}),
        ("needs", {"needs": "0101901234"}),
        ("key", {"key": "ikke-en-nøgle"}),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(client, personas, conference, field, changes):
    client.force_login(personas.member)
    response = client.post(REGISTER, form(**{"order_number": "4711", **changes}))
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    page = response.content.decode()
    assert 'value="4711"' in page  # what was right is kept
    assert not Registration.objects.exists()
    assert Conference.objects.get().taken == 0
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"opens": 1}, "not_open"),
        ({"opens": -20, "closes": -1}, "closed"),
    ],
)
def test_a_closed_door_says_why_and_stores_nothing(client, personas, facts, code):
    conference = make_conference(by=personas.editor, **facts)
    client.force_login(personas.member)
    page = client.get("/aarsmoede/")
    assert page.context["blocker"].code == code
    assert f'href="{REGISTER}"' not in page.content.decode()
    assert client.get(REGISTER)["Location"] == "/aarsmoede/"
    sent = client.post(REGISTER, form())
    assert sent.status_code == 200 and sent.context["form"].non_field_errors()
    assert Registration.objects.count() == 0 == conference.taken


def test_a_second_before_opening_is_too_early(client, personas, conference):
    client.force_login(personas.member)
    Conference.objects.update(registration_opens_at=timezone.now() + timedelta(seconds=1))
    client.post(REGISTER, form())
    assert not Registration.objects.exists()
    Conference.objects.update(registration_opens_at=timezone.now())
    client.post(REGISTER, form())
    assert Registration.objects.get().person == personas.member


def test_cancelling_asks_first_and_frees_the_seat(client, personas, conference):
    registration = register(conference, personas.member)
    client.force_login(personas.member)
    address = reverse("conference:cancel", args=[registration.pk])
    assert client.get(address).status_code == 200
    assert Conference.objects.get().taken == 1
    client.post(address)
    client.post(address)
    assert Conference.objects.get().taken == 0
    registration.refresh_from_db()
    assert registration.state == RegistrationState.CANCELLED
    assert client.get(REGISTER).status_code == 200


def test_the_page_says_where_things_stand(client, personas):
    client.force_login(personas.member)
    assert client.get("/aarsmoede/").status_code == 200  # nothing announced yet
    assert client.get(REGISTER).status_code == 404
    conference = make_conference(by=personas.editor)
    page = client.get("/aarsmoede/").content.decode()
    assert conference.venue in page and f'href="{REGISTER}"' in page and "160" in page
    arranging.call_off(conference=conference, by=personas.editor)
    assert f'href="{REGISTER}"' not in client.get("/aarsmoede/").content.decode()


def test_the_calendar_file_holds_whole_days(client, personas, conference):
    client.force_login(personas.member)
    address = reverse("conference:calendar")
    first = client.get(address).content
    assert first == client.get(address).content
    event = Calendar.from_ical(first).events[0]
    assert (event.start, event.end) == (
        conference.starts_on,
        conference.ends_on + timedelta(days=1),
    )
    assert event.uid == f"{conference.uid}@netvaerket"


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", ["receipt", "cancelled", "called_off"])
def test_every_letter_can_be_read_and_says_nothing_private(personas, conference, name, language):
    personas.member.language = language
    personas.member.save()
    registration = register(conference, personas.member, diet="vegetar")
    if name == "cancelled":
        registering.cancel_registration(registration=registration, by=personas.member)
    if name == "called_off":
        arranging.call_off(conference=conference, by=personas.editor)
    message = render(OutgoingMail.objects.get(template=f"conference/mail/{name}"))
    for text in (message.body, message.alternatives[0].content):
        assert conference.title in text and conference.venue in text and "/aarsmoede/" in text
        assert "vegetar" not in text
    assert conference.title in message.subject


def test_the_desk_is_for_those_who_manage_it(client, personas, conference):
    addresses = [
        reverse("conference_desk:overview"),
        reverse("conference_desk:plan"),
        reverse("conference_desk:change", args=[conference.pk]),
        reverse("conference_desk:sheet", args=[conference.pk, "deltagere"]),
    ]
    for name in ("applicant", "member", "coordinator", "jurist", "former"):
        client.force_login(getattr(personas, name))
        for address in addresses:
            assert client.get(address).status_code in (302, 403), (name, address)
        client.post(reverse("conference_desk:call_off", args=[conference.pk]))
    conference.refresh_from_db()
    assert conference.state == State.PUBLISHED


def test_the_desk_lists_and_exports(at_the_desk, personas, conference):
    register(conference, personas.member, diet="=SUM(1;2)", order_number="0047")
    shown = at_the_desk.get(reverse("conference_desk:list", args=[conference.pk, "deltagere"]))
    assert shown.status_code == 200
    assert personas.member.name in shown.content.decode()
    sheet = at_the_desk.get(reverse("conference_desk:sheet", args=[conference.pk, "deltagere"]))
    inside = zipfile.ZipFile(io.BytesIO(sheet.content))
    texts = inside.read("xl/sharedStrings.xml").decode()
    assert EAN in texts and "0047" in texts
    allergies = reverse("conference_desk:sheet", args=[conference.pk, "allergier"])
    inside = zipfile.ZipFile(io.BytesIO(at_the_desk.get(allergies).content))
    assert "=SUM(1;2)" in inside.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in inside.read("xl/worksheets/sheet1.xml").decode()
    entry = Entry.objects.filter(action="conference.participants_exported").earliest("pk")
    facts = {"rows": 1, "listing": "deltagere"}
    assert (entry.by_id, entry.facts) == (personas.editor.pk, facts)


def test_planning_at_the_desk(at_the_desk):
    facts = {
        "title": "Årsmøde 2031",
        "year": "2031",
        "venue": "Hotel Strandparken",
        "starts_on": "2031-04-21",
        "ends_on": "2031-04-23",
        "registration_opens_at": "2030-12-01T09:00",
        "registration_closes_at": "2031-03-01T12:00",
        "capacity": "160",
        "price": "3450,00",
    }
    plan = reverse("conference_desk:plan")
    wrong = {"ends_on": "2031-04-20", "registration_closes_at": "2030-12-01T09:00"}
    response = at_the_desk.post(plan, {**facts, **wrong})
    assert set(response.context["form"].errors) == set(wrong)
    at_the_desk.post(plan, facts)
    conference = Conference.objects.get()
    assert conference.state == State.DRAFT and conference.price == 3450
    assert "year" in at_the_desk.post(plan, facts).context["form"].errors
    at_the_desk.post(reverse("conference_desk:publish", args=[conference.pk]))
    change = reverse("conference_desk:change", args=[conference.pk])
    assert 'value="2030-12-01T09:00"' in at_the_desk.get(change).content.decode()
    at_the_desk.post(change, {**facts, "capacity": "170"})
    call_off = reverse("conference_desk:call_off", args=[conference.pk])
    assert at_the_desk.get(call_off).status_code == 200
    at_the_desk.post(call_off)
    conference.refresh_from_db()
    assert (conference.state, conference.capacity) == (State.CANCELLED, 170)


@pytest.mark.parametrize(
    ("address", "queries"), [("home", 9), ("overview", 36), ("programme", 15), ("change", 6)]
)
def test_queries_do_not_grow(
    at_the_desk, personas, conference, django_assert_num_queries, address, queries
):
    noon = timezone.datetime(2027, 1, 1, 12).time()
    own = register(conference, personas.editor)
    url = {
        "home": "/aarsmoede/",
        "overview": reverse("conference_desk:overview"),
        "programme": reverse("conference_desk:programme", args=[conference.pk]),
        "change": reverse("conference:change", args=[own.pk]),
    }[address]
    for count in (1, 3, 30):
        while conference.registrations.count() < count:
            register(conference, make_member(f"Nummer {uuid4()}", "Odense"))
        while (n := conference.sessions.count()) < count:
            point = arranging.Point(
                1 + n % 3, noon, noon.replace(hour=13), "parallel", f"Session {n}"
            )
            session = add_session(conference, point, by=personas.editor)
            if n < 3:
                booking.book(
                    registration=own,
                    parts=[each.part for each in [*queries_of.chosen_by(own), session]],
                    by=personas.editor,
                )
        at_the_desk.get(url)  # what all pages share is in the cache from here on
        with django_assert_num_queries(queries):
            assert at_the_desk.get(url).status_code == 200
