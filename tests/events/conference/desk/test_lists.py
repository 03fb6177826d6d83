"""The desk's lists: who is on each, page by page, on paper and in a spreadsheet, and what they cost."""

import re
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from events.conference import listings, windows
from events.conference.enums import Listing, Place
from events.conference.flows import sharing
from events.conference.models import Conference, GroupLetter, Note, Part, Registration
from portal.kit.dates import COPENHAGEN
from tests.events.conference.desk.addresses import to
from tests.factories.events import make_conference, make_part, register
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def rows(user, conference, listing: Listing) -> list:
    return [(each.title, each.rows) for each in listings.tables(user, conference, listing)]


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
    "list": dict.fromkeys(Listing, 13) | {Listing.ROOMS: 14},
    "sheet": dict.fromkeys(Listing, 9)
    | {Listing.ROOMS: 11, Listing.KITCHEN: 10, Listing.SESSIONS: 10},
}


@pytest.mark.parametrize(
    ("address", "queries"), [("lines", 13), ("parts", 12), ("letters", 12), ("registration", 17)]
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
