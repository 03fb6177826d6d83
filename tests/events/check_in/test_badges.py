"""Badges: what stands on the sheets, read by other hands than those that wrote them, and what is noted."""

import io
import re
from datetime import time
from uuid import UUID

import pytest
import typst
import zxingcpp
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

from events.check_in import badges, desk_queries
from events.check_in.enums import Batch
from events.check_in.flows import printing
from events.check_in.models import Badge, CheckIn
from events.check_in.views.desk import badges as views
from events.conference.enums import PartKind, SessionKind
from events.conference.flows import booking, on_behalf, places
from events.conference.flows.points import Point
from portal.kit.problems import Refused
from portal.ui import typesetting
from tests.factories.check_in import let_begin, make_days
from tests.factories.events import make_conference, register
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db

LONG = "Anne-Sofie Ørnulf Brandt-Mikkelsen af Westergaard-Rosenkrantz"


@pytest.fixture
def conference(personas):
    programme = [
        Point(1, time(10), time(11), SessionKind.PLENARY, "Velkomst"),
        Point(1, time(12), time(13), SessionKind.MEAL, "Pause"),
        Point(2, time(13), time(14), SessionKind.PARALLEL, "Mægling", capacity=20),
        Point(2, time(13), time(14), SessionKind.PARALLEL, "Aktindsigt", capacity=20),
    ]
    people = [make_member("Åse Ærø Øst", "Lyngby-Taarbæk"), make_member(LONG, "Odense")]
    found = make_days(*people, by=personas.editor, programme=programme)
    mediation = found.parts.get(session__title="Mægling")
    hall = places.write_hall(conference=found, name="Lokale 4", by=personas.editor)
    found.sessions.filter(title="Mægling").update(hall=hall)
    aase = found.registrations.get(person=people[0])
    has = [each.part for each in aase.bookings.all()]
    let_begin(found, days_ago=-30)
    booking.book(
        registration=found.registrations.get(person=people[0]),
        parts=[*has, mediation],
        by=personas.editor,
    )
    return let_begin(found)


def printed(conference, by, batch=Batch.ALL) -> PdfReader:
    people = printing.print_badges(conference=conference, batch=batch, by=by)
    return PdfReader(io.BytesIO(badges.pdf(conference, people)))


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_sheet_says_who_from_where_and_what_they_are_at(conference, personas):
    file = printed(conference, personas.editor)
    assert len(file.pages) == 1
    text = flat(file.pages[0].extract_text())
    for words in ("Åse Ærø Øst", "Lyngby-Taarbæk", "Velkomst", "Mægling", "Lokale 4", "Frokost"):
        assert words in text, words
    assert LONG in text.replace("- ", "-")
    assert "Aktindsigt" not in text and "Pause" not in text
    assert text.count("Mægling") == 1 and text.count("Velkomst") == 2


def test_the_file_is_tagged_and_each_name_is_a_heading(conference, personas):
    file = printed(conference, personas.editor)
    root = file.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "da"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert tags(root["/StructTreeRoot"]).count("/H1") == 2
    assert tags(root["/StructTreeRoot"]).count("/Figure") == 2


def tags(node) -> list:
    node = node.get_object()
    if isinstance(node, list):
        return [tag for each in node for tag in tags(each)]
    if not hasattr(node, "get"):
        return []
    mine = [str(node["/S"])] if "/S" in node else []
    return mine + (tags(node["/K"]) if "/K" in node else [])


def test_the_code_leads_to_its_badge_as_another_reader_reads_it(conference, personas, monkeypatch):
    """The sheet as a picture, like a camera would see it."""
    monkeypatch.setattr(typesetting, "pdf", as_picture)
    people = printing.print_badges(conference=conference, batch=Batch.ALL, by=personas.editor)
    picture = Image.open(io.BytesIO(badges.pdf(conference, people)))
    found = {each.text for each in zxingcpp.read_barcodes(picture)}
    addresses = {f"{settings_base()}{each.get_absolute_url()}" for each in Badge.objects.all()}
    assert found == addresses


def settings_base() -> str:
    from django.conf import settings

    return settings.BASE_URL.rstrip("/")


def as_picture(sheet, *, name, content, at) -> bytes:
    import json

    return typst.compile(str(sheet), format="png", ppi=150, sys_inputs={name: json.dumps(content)})


def test_printing_is_noted_and_checks_nobody_in(conference, personas):
    assert (
        len(printing.print_badges(conference=conference, batch=Batch.NEW, by=personas.editor)) == 2
    )
    assert printing.print_badges(conference=conference, batch=Batch.NEW, by=personas.editor) == []
    assert all(Badge.objects.values_list("printed_at", flat=True))
    assert not CheckIn.objects.exists()
    late = make_member("Dorthe Dyb", "Odense")
    on_behalf.register(
        conference=conference,
        person=late,
        payer=late.home_municipality,
        ean="5798009800053",
        payer_reference="X",
        note="Kom uanmeldt",
        key=UUID("0b1e9e0e-0000-4000-8000-000000000001"),
        by=personas.editor,
    )
    (new,) = printing.print_badges(conference=conference, batch=Batch.NEW, by=personas.editor)
    assert new.person == late


def test_a_reprint_keeps_the_code_and_a_lost_one_gets_another(conference, personas):
    row = conference.registrations.first()
    first = printing.print_again(registration=row, lost=False, by=personas.editor).badge.token
    assert (
        printing.print_again(registration=row, lost=False, by=personas.editor).badge.token == first
    )
    assert (
        printing.print_again(registration=row, lost=True, by=personas.editor).badge.token != first
    )
    assert Badge.objects.count() == 1


def test_nobody_else_prints(conference, personas):
    for user in (personas.member, personas.jurist, personas.former):
        with pytest.raises(Refused):
            printing.print_badges(conference=conference, batch=Batch.ALL, by=user)
    assert not Badge.objects.exists()


def test_who_has_no_seat_has_no_badge(conference, personas):
    gone = conference.registrations.first()
    on_behalf.cancel(registration=gone, note="Syg", by=personas.editor)
    people = printing.print_badges(conference=conference, batch=Batch.ALL, by=personas.editor)
    assert [each.pk for each in people] == [conference.registrations.last().pk]


def test_a_first_timer_is_marked(conference, personas):
    assert "Første gang" in flat(printed(conference, personas.editor).pages[0].extract_text())
    earlier = make_conference(by=personas.editor, days=-400, closes=-410, opens=-500, year=2001)
    for row in conference.registrations.all():
        register(earlier, row.person, at=earlier.registration_opens_at)
    assert "Første gang" not in printed(conference, personas.editor).pages[0].extract_text()


def test_what_somebody_is_called_is_never_a_command(conference, personas):
    row = conference.registrations.select_related("person").first()
    row.person.name = '#pagebreak() $x$ *"_\\'
    row.person.save()
    file = printed(conference, personas.editor)
    assert len(file.pages) == 1 and "#pagebreak()" in file.pages[0].extract_text()


def test_the_pages_of_the_desk(conference, personas, client):
    client.force_login(personas.editor)
    page = reverse("check_in_desk:badges", args=[conference.pk])
    assert "Skriv 2 nye ud" in client.get(page).text
    sheet = client.post(reverse("check_in_desk:print", args=[conference.pk]), {"batch": "new"})
    assert sheet["Content-Type"] == "application/pdf" and sheet.content.startswith(b"%PDF")
    assert "2 af 2 er skrevet ud" in client.get(page).text
    again = client.post(reverse("check_in_desk:print", args=[conference.pk]), {"batch": "new"})
    assert again["Location"] == page
    blank = client.post(reverse("check_in_desk:print", args=[conference.pk]), {"batch": "blank"})
    text = PdfReader(io.BytesIO(blank.content)).pages[0].extract_text()
    assert text.count("Kommune") == 4
    one = conference.registrations.first()
    address = reverse("check_in_desk:print_one", args=[conference.pk, one.pk])
    assert client.post(address).content.startswith(b"%PDF")
    assert client.get(address).status_code == 405


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_number_of_queries_does_not_grow(personas, client, django_assert_num_queries, count):
    people = [make_member(f"Nummer {number}", "Odense") for number in range(count)]
    conference = make_days(*people, by=personas.editor)
    assert conference.parts.filter(kind=PartKind.MEAL).exists()
    client.force_login(personas.editor)
    pages = {"badges": 15, "days": 21}
    for name in pages:
        client.get(reverse(f"check_in_desk:{name}", args=[conference.pk]))
    for name, number in pages.items():
        with django_assert_num_queries(number):
            client.get(reverse(f"check_in_desk:{name}", args=[conference.pk]))
    with django_assert_num_queries(26):
        client.post(reverse("check_in_desk:print", args=[conference.pk]), {"batch": "all"})


@pytest.fixture
def many(conference, monkeypatch, personas):
    """Five who come, and files of two badges."""
    for module in (printing, desk_queries, views):
        monkeypatch.setattr(module, "A_FILE", 2)
    for name in ("Bo Bak", "Cecilie Carl", "Dan Dahl"):
        register(let_begin(conference, days_ago=-30), make_member(name, "Odense"))
    return let_begin(conference)


def test_many_are_printed_one_file_after_the_other(many, personas):
    def names(**wanted):
        people = printing.print_badges(conference=many, by=personas.editor, **wanted)
        return [each.person.name for each in people]

    everybody = [LONG, "Bo Bak", "Cecilie Carl", "Dan Dahl", "Åse Ærø Øst"]
    assert names(batch=Batch.NEW) + names(batch=Batch.NEW) == everybody[:4]
    assert Badge.objects.filter(printed_at__isnull=False).count() == 4
    assert names(batch=Batch.NEW) == everybody[4:] and names(batch=Batch.NEW) == []
    files = [names(batch=Batch.ALL, file=number) for number in (1, 2, 3, 4)]
    assert files == [everybody[:2], everybody[2:4], everybody[4:], []]


def test_the_page_offers_each_file_and_takes_no_other(many, client, personas):
    client.force_login(personas.editor)
    address = reverse("check_in_desk:print", args=[many.pk])
    page = reverse("check_in_desk:badges", args=[many.pk])
    shown = client.get(page).text
    assert "Skriv de første 2 af 5 nye ud" in shown and 'name="file"' not in shown
    assert name_of(client.post(address, {"batch": "new"})) == f"navneskilte-{many.year}.pdf"
    shown = client.get(page).text
    assert "Skriv de første 2 af 3 nye ud" in shown and "Skriv alle ud igen" not in shown
    options = re.findall(r'<option value="(\d)">([^<]+)</option>', shown)
    assert options == [("1", "Skilt 1 til 2"), ("2", "Skilt 3 til 4"), ("3", "Skilt 5")]
    third = client.post(address, {"batch": "all", "file": "3"})
    assert name_of(third) == f"navneskilte-{many.year}-3.pdf"
    assert "Åse" in PdfReader(io.BytesIO(third.content)).pages[0].extract_text()
    for typed in ("", "0", "-1", "²", "x", "1" * 400):
        answer = client.post(address, {"batch": "all", "file": typed})
        assert name_of(answer) == f"navneskilte-{many.year}.pdf", typed
    beyond = client.post(address, {"batch": "all", "file": "4"}, follow=True)
    assert "skilt" in beyond.text and beyond.redirect_chain


def name_of(answer) -> str:
    assert answer["Content-Type"] == "application/pdf"
    return re.search(r'filename="([^"]+)"', answer["Content-Disposition"])[1]
