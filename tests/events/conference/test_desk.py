"""The secretariat's desk, as a browser sees it: the overview, parts, lines, lists, letters."""

import io
import re
import zipfile
from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from events.conference import deciding, desk_queries, listings, windows
from events.conference.enums import Listing, PartKind, Place, RegistrationState, SessionKind
from events.conference.flows import booking, programme, sharing
from events.conference.flows.points import Point
from events.conference.models import Conference, GroupLetter, Note, Part, Registration
from portal.audit.models import Entry
from portal.kit.dates import COPENHAGEN
from portal.notices.models import OutgoingMail
from tests.factories.events import EAN, keep_changes, make_conference, make_part, register
from tests.factories.people import make_member, municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference(personas):
    point = Point(1, time(10), time(11), SessionKind.PARALLEL, "Mægling", capacity=20)
    return make_conference(by=personas.editor, programme=[point])


@pytest.fixture
def at_the_desk(client, personas):
    client.force_login(personas.editor)
    return client


def to(name: str, *args) -> str:
    return reverse(f"conference_desk:{name}", args=args)


def rows(user, conference, listing: Listing) -> list:
    return [(each.title, each.rows) for each in listings.tables(user, conference, listing)]


def test_the_bars_say_what_is_taken_and_who_waits(personas, conference):
    night = make_part(conference, capacity=1, by=personas.editor)
    session = conference.parts.get(kind=PartKind.SESSION)
    register(conference, make_member("Ada", "Odense"), parts=[night, session])
    register(conference, make_member("Bo", "Odense"), waits=[night])
    found = desk_queries.bars(personas.editor, conference_now())
    assert [(each.kind, each.taken, each.capacity, each.waiting) for each in found] == [
        ("", 2, 160, 0),
        ("session", 1, 20, 0),
        ("night", 1, 1, 1),
    ]
    assert desk_queries.bars(personas.member, conference_now()) == []


def conference_now() -> Conference:
    return Conference.objects.get()


def test_what_is_to_be_decided(personas, conference):
    editor = personas.editor
    night = make_part(conference, capacity=1, by=editor)
    make_part(conference, "meal", title="Middag", by=editor)
    ada = register(
        conference,
        make_member("Ada", "Odense"),
        parts=[night],
        emergency_name="Ib",
        emergency_phone="12345678",
    )
    bo = register(conference, make_member("Bo", "Odense"), waits=[night])
    sharing.ask(registration=ada, other=bo, by=ada.person)
    found = {each.code: each for each in deciding.matters(editor, conference)}
    assert {code: each.names for code, each in found.items()} == {
        "nights_wait": ["Bo"],
        "rooms_asked": ["Bo"],
        "no_contact": ["Bo"],
        "unbooked": ["Mægling", "Middag"],
    }
    booking.leave(booking=ada.bookings.get(), by=ada.person)
    bo.bookings.update(offered_until=timezone.now() + timedelta(hours=23))
    found = {each.code: each for each in deciding.matters(editor, conference)}
    assert found["offers_end"].names == ["Bo"] and "nights_wait" not in found
    draft = programme.add_session(
        conference=conference,
        point=Point(1, time(13), time(14), SessionKind.PLENARY, "Tilsyn"),
        by=editor,
    )
    found = {each.code: each for each in deciding.matters(editor, conference)}
    assert found["unpublished"].names == [draft.title]
    assert deciding.matters(personas.member, conference) == []


def test_what_waits_is_named_with_the_way_to_it(at_the_desk, personas, conference):
    point = Point(1, time(13), time(14), SessionKind.PLENARY, "Tilsyn")
    programme.add_session(conference=conference, point=point, by=personas.editor)
    page = at_the_desk.get(to("overview")).text
    assert "1 punkt i programmet er ændret og ikke udgivet" in page
    assert to("publish_programme", conference.pk) in page


def test_the_municipalities_nobody_comes_from(personas, conference):
    make_member("Anna", "Nyborg")
    make_member("Åge", "Nyborg")
    register(conference, make_member("Bo", "Faxe"))
    found = {each.name: each.members for each in desk_queries.missing(personas.editor, conference)}
    assert found["Nyborg"] == ("Anna", "Åge")
    assert "Faxe" not in found


# --- the lists ----------------------------------------------------------------------------------------
def test_the_rooming_list_has_one_row_a_room(personas, conference):
    nights = [make_part(conference, day=day, by=personas.editor) for day in (0, 1)]
    ada = register(conference, make_member("Ada", "Odense"), parts=nights)
    bo = register(conference, make_member("Bo", "Nyborg"), parts=nights[:1])
    register(conference, make_member("Ea", "Faxe"), parts=nights[:1], room="single")
    share = sharing.ask(registration=ada, other=bo, by=ada.person)
    sharing.agree(share=share, by=bo.person)
    (_, first), (_, second) = rows(personas.editor, conference, Listing.ROOMS)
    assert first == [
        ["Ada", "Odense", "dobbeltværelse", "Bo"],
        ["Ea", "Faxe", "enkeltværelse", ""],
    ]
    assert second == [["Ada", "Odense", "dobbeltværelse", ""]]


def test_the_kitchen_counts_without_names(personas, conference):
    lunch = make_part(conference, "meal", by=personas.editor)
    dinner = make_part(conference, "meal", title="Middag", day=1, by=personas.editor)
    register(
        conference,
        make_member("Ada", "Odense"),
        parts=[lunch, dinner],
        diet_choice="vegan",
        diet="tåler ikke selleri",
    )
    register(conference, make_member("Bo", "Odense"), parts=[lunch], diet_choice="no_nuts")
    ((_, found),) = rows(personas.editor, conference, Listing.KITCHEN)
    assert [row[1:] for row in found] == [[2, 0, 1, 0, 0, 0, 1, 1], [1, 0, 1, 0, 0, 0, 0, 1]]
    words = str(found)
    assert "Ada" not in words and "selleri" not in words
    ((_, named),) = rows(personas.editor, conference, Listing.ALLERGIES)
    assert named == [["Ada", "Odense", "vegansk", "tåler ikke selleri"]]


def test_without_meals_to_book_everybody_eats(personas, conference):
    register(conference, make_member("Ada", "Odense"), diet_choice="vegan")
    ((_, found),) = rows(personas.editor, conference, Listing.KITCHEN)
    assert [row[1:] for row in found] == [[1, 0, 1, 0, 0, 0, 0, 0]]


def test_sessions_first_timers_and_needs(personas, conference):
    session = conference.parts.get()
    ada, bo = make_member("Ada", "Odense"), make_member("Bo", "Odense")
    earlier = make_conference(by=personas.editor, days=520)
    register(earlier, ada)
    Conference.objects.filter(pk=earlier.pk).update(
        starts_on=conference.starts_on - timedelta(days=365)
    )
    register(conference, ada, parts=[session])
    register(conference, bo, needs="Trinfri adgang")
    user = personas.editor
    ((title, inside),) = rows(user, conference, Listing.SESSIONS)
    assert title.startswith("Mægling · ") and inside == [["Ada", "Odense"]]
    ((_, first),) = rows(user, conference, Listing.FIRST_TIMERS)
    assert first == [["Bo", "Odense", bo.email]]
    ((_, needs),) = rows(user, conference, Listing.NEEDS)
    assert needs == [["Bo", "Odense", "Trinfri adgang", "", ""]]


def test_a_long_list_comes_a_page_at_a_time_and_whole_for_printer_and_spreadsheet(
    at_the_desk, personas, conference, monkeypatch
):
    monkeypatch.setattr(windows, "ON_PAGE", 2)
    for name in ("Ada", "Bo", "Ea"):
        register(conference, make_member(name, "Odense"))
    address = to("list", conference.pk, Listing.PARTICIPANTS)

    def names(**asked) -> list[str]:
        return re.findall(r'<th scope="row"><a [^>]*>(\w+)<', at_the_desk.get(address, asked).text)

    assert names() == ["Ada", "Bo"]
    assert names(page=2) == names(page=99) == ["Ea"]
    assert names(alt=1) == ["Ada", "Bo", "Ea"]
    assert len(rows(personas.editor, conference, Listing.PARTICIPANTS)[0][1]) == 3


def test_a_row_leads_to_the_registration_and_nothing_in_it_is_markup(
    at_the_desk, personas, conference
):
    mine = register(conference, make_member("Bo {0} <b>Lund</b>", "Odense"))
    Registration.objects.filter(pk=mine.pk).update(
        created_at=datetime(2026, 3, 1, 12, tzinfo=COPENHAGEN), emergency_name="{navn} & co"
    )
    page = at_the_desk.get(to("list", conference.pk, Listing.PARTICIPANTS)).text
    (row,) = re.findall(r"<tbody>\s*(.*?)\s*</tbody>", page, re.DOTALL)
    assert row == (
        f'<tr><th scope="row"><a href="{to("registration", conference.pk, mine.pk)}">'
        "Bo {0} &lt;b&gt;Lund&lt;/b&gt;</a></th>"
        '<td data-label="Kommune">Odense</td>'
        '<td class="desk-nowrap" data-label="Tilmeldt">1. marts 2026</td>'
        '<td data-label="Betaler">Odense</td>'
        '<td data-label="Hvem vi ringer til">{navn} &amp; co</td>'
        '<td data-label="Pårørendes telefon"></td></tr>'
    )


def test_the_lists_of_sessions_go_on_where_the_page_ended(
    at_the_desk, personas, conference, monkeypatch
):
    monkeypatch.setattr(windows, "ON_PAGE", 2)
    nights = [make_part(conference, day=day, by=personas.editor) for day in (0, 1)]
    for name in ("Ada", "Bo", "Ea"):
        register(conference, make_member(name, "Odense"), parts=nights)
    address = to("list", conference.pk, Listing.ROOMS)

    def shown(page: int) -> list:
        tables = at_the_desk.get(address, {"page": page}).context["tables"]
        return [(t.count, t.is_continued, [cells[0] for _, cells in t.lines]) for t in tables]

    assert shown(1) == [(3, False, ["Ada", "Bo"])]
    assert shown(2) == [(3, True, ["Ea"]), (3, False, ["Ada"])]
    assert shown(3) == [(3, True, ["Bo", "Ea"])]


@pytest.mark.parametrize(
    ("words", "found"),
    [("ad", ["Ada Holm"]), ("holm", ["Ada Holm"]), ("faxe", ["Bo Lund"]), ("da", []), ("a f", [])],
)
def test_a_participant_is_found_by_how_a_name_or_municipality_begins(
    at_the_desk, personas, conference, words, found
):
    register(conference, make_member("Ada Holm", "Odense"))
    register(conference, make_member("Bo Lund", "Faxe"))
    tables = listings.tables(personas.editor, conference, Listing.PARTICIPANTS, words)
    assert [row[0] for row in tables[0].rows] == found
    page = at_the_desk.get(to("list", conference.pk, Listing.PARTICIPANTS), {"q": words}).text
    assert ("Ingen passer" in page) is not bool(found)


def test_a_long_line_comes_a_page_at_a_time_and_counts_on(
    at_the_desk, personas, conference, monkeypatch
):
    monkeypatch.setattr(windows, "ON_PAGE", 2)
    night = make_part(conference, capacity=1, by=personas.editor)
    register(conference, make_member("Ada", "Odense"), parts=[night])
    for name in ("Bo", "Ea", "Ib"):
        register(conference, make_member(name, "Odense"), waits=[night])
    second = at_the_desk.get(to("lines", conference.pk), {"page": 2}).context["lines"]
    assert [(each.name, each.place) for each in second[0].shown] == [("Ib", 3)]
    assert [
        len(each.shown)
        for each in at_the_desk.get(to("lines", conference.pk), {"alt": 1}).context["lines"]
    ] == [3]


@pytest.mark.parametrize("listing", Listing)
def test_a_list_is_for_those_who_manage_it(client, personas, conference, listing):
    register(conference, personas.member, diet="hemmelig allergi", needs="hemmelig")
    for name, user in personas.all().items():
        client.logout()
        if user.is_authenticated:
            client.force_login(user)
        opens = name in ("editor", "administrator")
        for address in ("list", "sheet"):
            status = client.get(to(address, conference.pk, listing)).status_code
            assert (status == 200) is opens, (name, address)
        if user.is_authenticated and not opens:
            assert listings.tables(user, conference, listing) == []


@pytest.mark.parametrize("listing", Listing)
def test_lists_and_sheets_ask_no_more_for_more(
    at_the_desk, personas, conference, django_assert_num_queries, listing
):
    night = make_part(conference, by=personas.editor)
    meal = make_part(conference, "meal", by=personas.editor)
    chosen = [night, meal, conference.parts.get(kind="session")]
    Part.objects.update(capacity=40)
    counted = {}
    for count in (1, 3, 30):
        while conference.registrations.count() < count:
            person = make_member(f"Nummer {uuid4()}", "Odense")
            register(conference, person, parts=chosen, diet="nødder", needs="ro")
        for name in ("list", "sheet"):
            address = to(name, conference.pk, listing)
            at_the_desk.get(address)
            with django_assert_num_queries(QUERIES[name][listing]):
                response = at_the_desk.get(address)
            counted[name] = response.status_code
    assert counted == {"list": 200, "sheet": 200}


#: Page and sheet; the sheet writes its line in the trail, and the page has the admin's frame.
QUERIES = {
    "list": dict.fromkeys(Listing, 14) | {Listing.ROOMS: 15},
    "sheet": dict.fromkeys(Listing, 10)
    | {Listing.ROOMS: 12, Listing.KITCHEN: 11, Listing.SESSIONS: 11},
}


@pytest.mark.parametrize(
    ("address", "queries"), [("lines", 14), ("parts", 13), ("letters", 13), ("registration", 18)]
)
def test_pages_of_the_desk_ask_no_more_for_more(
    at_the_desk, personas, conference, django_assert_num_queries, address, queries
):
    full = make_part(conference, capacity=1, by=personas.editor)
    mine = register(conference, personas.member, parts=[full])
    url = to(address, conference.pk, *([mine.pk] if address == "registration" else []))
    for count in (1, 3, 30):
        while full.bookings.filter(place=Place.WAITING).count() < count:
            register(conference, make_member(f"Nummer {uuid4()}", "Odense"), waits=[full])
        while conference.parts.filter(kind="meal").count() < count:
            make_part(conference, "meal", title=f"Ret {uuid4()}", by=personas.editor)
        while GroupLetter.objects.count() < count:
            GroupLetter.objects.create(
                conference=conference, selection="all", subject="Hej", body="Hej"
            )
        while Note.objects.count() < count:
            Note.objects.create(registration=mine, text="Ringede", written_by=personas.editor)
        at_the_desk.get(url)
        with django_assert_num_queries(queries):
            assert at_the_desk.get(url).status_code == 200


# --- pages that do something ---------------------------------------------------------------------------
def test_a_part_is_written_changed_and_removed(at_the_desk, conference):
    day = conference.starts_on
    sent = {
        "kind": "meal",
        "on": day.isoformat(),
        "title": "Middag",
        "capacity": "80",
        "price": "325,00",
        "changes_until": (day - timedelta(days=7)).isoformat(),
    }
    add = to("add_part", conference.pk)
    wrong = {"title": "", "on": (day - timedelta(days=3)).isoformat()}
    assert set(at_the_desk.post(add, {**sent, **wrong}).context["form"].errors) == set(wrong)
    for _ in range(2):
        at_the_desk.post(add, sent)
    part = conference.parts.get(kind="meal")
    assert (part.capacity, part.price, part.title) == (80, 325, "Middag")
    Part.objects.filter(pk=part.pk).update(taken=5)
    change = to("change_part", conference.pk, part.pk)
    assert "capacity" in at_the_desk.post(change, {**sent, "capacity": "4"}).context["form"].errors
    at_the_desk.post(change, {**sent, "capacity": "5"})
    part.refresh_from_db()
    assert part.capacity == 5
    page = at_the_desk.get(to("parts", conference.pk)).content.decode()
    assert "Middag" in page and "5 af 5" in page and "Mægling" in page
    at_the_desk.post(to("remove_part", conference.pk, part.pk))
    assert not conference.parts.filter(kind="meal").exists()
    session = conference.parts.get()
    assert at_the_desk.get(to("change_part", conference.pk, session.pk)).status_code == 404


def test_the_line_is_worked_from_its_page(at_the_desk, personas, conference):
    night = make_part(conference, capacity=1, by=personas.editor)
    register(conference, make_member("Ada", "Odense"), parts=[night])
    for name in ("Bo", "Ea"):
        register(conference, make_member(name, "Odense"), waits=[night])
    ea = Registration.objects.get(person__name="Ea")
    page = at_the_desk.get(to("lines", conference.pk)).content.decode()
    assert page.index(">Bo<") < page.index(">Ea<")
    address = to("line_entry", conference.pk, night.pk, ea.pk)
    empty = at_the_desk.post(address, {"deed": "move", "move-place": "1", "move-reason": ""})
    assert empty.status_code == 200 and empty.context["move_form"].errors
    full = at_the_desk.post(address, {"deed": "offer", "offer-reason": "Haster"})
    assert full.context["offer_form"].non_field_errors()
    at_the_desk.post(address, {"deed": "move", "move-place": "1", "move-reason": "Haster"})
    page = at_the_desk.get(to("lines", conference.pk)).content.decode()
    assert page.index(">Ea<") < page.index(">Bo<")
    at_the_desk.post(address, {"deed": "off", "off-reason": "Sover hjemme"})
    assert at_the_desk.get(address).status_code == 404
    assert not ea.bookings.exists()


def test_registering_changing_and_cancelling_for_somebody(at_the_desk, personas, conference):
    night = make_part(conference, capacity=1, by=personas.editor)
    sent = {
        "key": uuid4(),
        "person": personas.member.pk,
        "payer": municipality("Odense").pk,
        "ean": EAN,
        "payer_reference": "Mette Holm",
        "note": "Ringede",
    }
    address = to("register", conference.pk)
    assert "note" in at_the_desk.post(address, {**sent, "note": ""}).context["form"].errors
    at_the_desk.post(address, sent)
    mine = Registration.objects.get()
    page = to("registration", conference.pk, mine.pk)
    assert "Ringede" in at_the_desk.get(page).content.decode()
    keep_changes(at_the_desk, page, {"parts": [night.pk], "diet": "nødder", "note": "Ringede igen"})
    mine.refresh_from_db()
    assert mine.bookings.get().place == Place.TAKEN and mine.diet == "nødder"
    other = register(conference, make_member("Bo", "Odense"))
    theirs = to("registration", conference.pk, other.pk)
    full = at_the_desk.post(theirs, {"parts": [night.pk], "note": "Ringede"})
    assert "parts" in full.context["form"].errors
    keep_changes(at_the_desk, theirs, {"parts": [night.pk], "waits": "on", "note": "Ringede"})
    assert other.bookings.get().place == Place.WAITING
    at_the_desk.post(to("note", conference.pk, mine.pk), {"reason": "Se 010190-1234"})
    assert mine.notes.count() == 2
    at_the_desk.post(to("cancel_registration", conference.pk, mine.pk), {"reason": "Syg"})
    mine.refresh_from_db()
    assert mine.state == RegistrationState.CANCELLED
    assert other.bookings.get().place == Place.OFFERED


def test_a_letter_is_looked_at_and_then_sent_once(at_the_desk, personas, conference):
    register(conference, personas.member)
    address = to("write_letter", conference.pk)
    key = at_the_desk.get(address).context["form"]["key"].value()
    letter = {"key": key, "selection": "all", "subject": "Husk sko", "body": "Vi går en tur."}
    nobody = at_the_desk.post(address, {**letter, "selection": "waiting", "step": "look"})
    assert "selection" in nobody.context["form"].errors
    looked = at_the_desk.post(address, {**letter, "step": "look"}).content.decode()
    assert "Vi går en tur." in looked and personas.member.name in looked
    assert not GroupLetter.objects.exists() and not _letters().exists()
    back = at_the_desk.post(address, {**letter, "step": "write"})
    assert back.context["form"]["body"].value() == "Vi går en tur."
    for _ in range(2):
        assert at_the_desk.post(address, {**letter, "step": "send"}).status_code == 302
    assert GroupLetter.objects.get().count == 1 and _letters().count() == 1
    listed = at_the_desk.get(to("letters", conference.pk)).content.decode()
    assert "Husk sko" in listed and personas.editor.name in listed
    assert Entry.objects.filter(action="conference.letter_sent").count() == 1


def _letters():
    return OutgoingMail.objects.filter(template="conference/mail/from_desk")


def test_a_conference_is_copied_from_its_page(at_the_desk, conference):
    address = to("copy", conference.pk)
    offered = at_the_desk.get(address).context["form"]["starts_on"].value()
    assert (offered - conference.starts_on).days % 7 == 0
    wrong = at_the_desk.post(address, {"starts_on": offered + timedelta(days=1)})
    assert "starts_on" in wrong.context["form"].errors
    at_the_desk.post(address, {"starts_on": offered})
    at_the_desk.post(address, {"starts_on": offered})
    assert Conference.objects.count() == 2


def test_a_sheet_of_several_tables_says_which(at_the_desk, personas, conference):
    for day in (0, 1):
        make_part(conference, day=day, by=personas.editor)
    register(conference, personas.member, parts=conference.parts.filter(kind="night"))
    sheet = at_the_desk.get(to("sheet", conference.pk, Listing.ROOMS))
    texts = zipfile.ZipFile(io.BytesIO(sheet.content)).read("xl/sharedStrings.xml").decode()
    assert texts.count("natten til") == 2
    assert at_the_desk.get(to("list", conference.pk, "mere")).status_code == 404
