"""The desk's pages that do something: parts, lines, registering for somebody, letters, copies."""

import io
import zipfile
from datetime import timedelta
from uuid import uuid4

import pytest

from events.conference.enums import Listing, Place, RegistrationState
from events.conference.models import Conference, GroupLetter, Part, Registration
from portal.audit.models import Entry
from portal.notices.models import OutgoingMail
from tests.events.conference.desk.addresses import to
from tests.factories.events import EAN, keep_changes, make_part, register
from tests.factories.people import make_member, municipality

pytestmark = pytest.mark.django_db


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
