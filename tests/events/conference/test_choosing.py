"""Choosing between sessions held at the same time: one's own, one of each slot, and never too many."""

import io
import re
import zipfile
from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from events.conference import queries
from events.conference.enums import Place, SessionKind
from events.conference.flows import arranging, booking, forgetting, registering
from events.conference.flows.points import Talker
from events.conference.models import Booking, Conference, Part, Session
from portal.audit.models import Entry
from portal.kit.problems import Refused
from tests.factories.events import EAN, keep_changes, make_conference, register

pytestmark = pytest.mark.django_db


def point(title, starts=10, ends=11, *, day=1, kind=SessionKind.PARALLEL, **more):
    return arranging.Point(day, time(starts), time(ends), kind, title, **more)


@pytest.fixture
def conference(personas):
    return make_conference(
        by=personas.editor,
        programme=[
            point("Mægling", capacity=1),
            point("Aktindsigt", speakers=(Talker(name="Lotte Friis"),)),
            point("Tilsyn", 14, 15),
            point("Lang session", 14, 16),
            point("Frokost", 12, 13, kind=SessionKind.MEAL),
        ],
    )


@pytest.fixture
def registration(conference, personas):
    return register(conference, personas.member)


def session(title: str) -> Session:
    return Session.objects.get(title=title)


def part(title: str) -> Part:
    return Part.objects.get(session__title=title)


def choose(registration, *titles, by=None):
    return booking.book(
        registration=registration,
        parts=[part(title) for title in titles],
        by=by or registration.person,
    )


def address(registration) -> str:
    return reverse("conference:change", args=[registration.pk])


def typed(registration, **changes) -> dict:
    """The page's form as the browser sends it: nothing chosen, but for `changes`."""
    slots = ["slot_1_1000_1100", "slot_1_1400_1500", "slot_1_1400_1600"]
    told = {
        "key": uuid4(),
        "payer": registration.payer_id,
        "ean": EAN,
        "payer_reference": "Borgerrådgiveren",
    }
    return {**dict.fromkeys(slots, 0), **told, **changes}


def test_a_choice_takes_a_seat_and_another_gives_it_back(registration):
    choose(registration, "Mægling", "Tilsyn")
    assert session("Mægling").taken == session("Tilsyn").taken == 1
    choose(registration, "Aktindsigt", "Tilsyn")
    assert (session("Mægling").taken, session("Aktindsigt").taken) == (0, 1)
    assert [each.title for each in queries.chosen_by(registration)] == ["Aktindsigt", "Tilsyn"]
    entries = Entry.objects.filter(action="conference.parts_booked")
    assert [(e.about_id, e.facts) for e in entries] == [(registration.person_id, {"count": 2})] * 2


def test_choosing_the_same_again_changes_nothing(registration):
    for _ in range(2):
        choose(registration, "Mægling")
    assert (session("Mægling").taken, Booking.objects.count()) == (1, 1)
    assert Entry.objects.filter(action="conference.parts_booked").count() == 1


def test_the_last_seat_is_one_seat_and_nothing_of_the_choice_is_kept(
    registration, personas, conference
):
    choose(registration, "Mægling")
    other = register(conference, personas.coordinator)
    with pytest.raises(Refused) as refused:
        choose(other, "Tilsyn", "Mægling")
    assert refused.value.codes == ["full"]
    assert queries.chosen_by(other) == [] and session("Tilsyn").taken == 0


@pytest.mark.parametrize(
    ("titles", "codes"),
    [
        (("Mægling", "Aktindsigt"), ["overlap"]),
        (("Tilsyn", "Lang session"), ["overlap"]),
    ],
)
def test_nobody_is_in_two_places_and_nothing_else_is_chosen(registration, titles, codes):
    with pytest.raises(Refused) as refused:
        choose(registration, *titles)
    assert refused.value.codes == codes
    assert not Booking.objects.exists()


def test_another_conferences_session_is_not_chosen(registration, personas):
    other = make_conference(by=personas.editor, days=600, programme=[point("Andet år")])
    with pytest.raises(Refused) as refused:
        choose(registration, "Andet år")
    assert refused.value.codes == ["no_choice"]
    assert other.sessions.get().taken == 0


def test_one_chooses_for_oneself_as_a_participant_and_in_time(registration, personas):
    with pytest.raises(Refused) as refused:
        choose(registration, "Tilsyn", by=personas.coordinator)
    assert refused.value.codes == ["not_allowed"]
    with pytest.raises(Refused) as refused:
        booking.book(
            registration=registration,
            parts=[part("Tilsyn")],
            at=timezone.now() + timedelta(days=152),
            by=personas.member,
        )
    assert refused.value.codes == ["begun"]
    registering.cancel_registration(registration=registration, by=personas.member)
    with pytest.raises(Refused) as refused:
        choose(registration, "Tilsyn")
    assert refused.value.codes == ["not_registered"]


def test_whoever_cancels_gives_the_seats_at_sessions_back_too(registration, personas):
    choose(registration, "Mægling", "Tilsyn")
    registering.cancel_registration(registration=registration, by=personas.member)
    assert not Booking.objects.exists()
    assert {each.taken for each in Session.objects.all()} == {0}


def test_the_database_holds_the_seats(registration, personas, conference):
    choose(registration, "Mægling")
    with pytest.raises(IntegrityError), transaction.atomic():
        Part.objects.filter(session__title="Mægling").update(taken=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.create(registration=registration, part=part("Mægling"), place=Place.TAKEN)


def test_who_chose_what_is_forgotten_and_how_many_is_not(registration):
    choose(registration, "Mægling")
    Conference.objects.update(starts_on=date(2026, 4, 21), ends_on=date(2026, 4, 23))
    before = timezone.make_aware(timezone.datetime(2026, 4, 22, 12))
    assert forgetting.erase_needs(before=before, by=None) == 0
    after = timezone.make_aware(timezone.datetime(2026, 4, 23, 12))
    assert forgetting.erase_needs(before=after, by=None) == 1
    assert not Booking.objects.exists() and session("Mægling").taken == 1
    assert Entry.objects.get(action="conference.choices_forgotten").facts == {"count": 1}


# --- the page ----------------------------------------------------------------------------------------
def test_only_the_participant_has_the_page(client, personas, registration):
    for name, user in personas.all().items():
        client.logout()
        if user.is_authenticated:
            client.force_login(user)
        assert (client.get(address(registration)).status_code == 200) == (name == "member"), name
        if name != "member":
            sent = typed(registration, slot_1_1000_1100=session("Mægling").pk)
            keep_changes(client, address(registration), sent)
    assert not Booking.objects.exists()


def test_choosing_on_the_page(client, personas, registration):
    client.force_login(personas.member)
    page = client.get(address(registration))
    words = " ".join(strip_tags(page.text).split())
    assert "Mægling 1 ledig plads" in words and "Aktindsigt Lotte Friis" in words
    assert "Frokost" not in page.text and " disabled" not in page.text
    sent = typed(registration, slot_1_1000_1100=session("Mægling").part.pk)
    answer = keep_changes(client, address(registration), sent)
    receipt = reverse("conference:receipt", args=[registration.pk])
    assert answer["Location"] == receipt
    assert "Mægling" in client.get(receipt).text and "dit valg" in client.get("/aarsmoede/").text
    assert client.get(address(registration)).context["form"]["slot_1_1000_1100"].value() == (
        session("Mægling").part.pk
    )
    keep_changes(client, address(registration), typed(registration))
    assert session("Mægling").taken == 0


def test_a_wrong_choice_says_so_and_is_kept_on_the_page(client, personas, registration, conference):
    choose(register(conference, personas.coordinator), "Mægling")
    client.force_login(personas.member)
    parts = {each.session.title: each.pk for each in Part.objects.select_related("session")}
    assert re.search(r"<input[^>]* disabled", client.get(address(registration)).text)
    sent = typed(registration, slot_1_1000_1100=parts["Mægling"])
    full = client.post(address(registration), sent)
    assert [each.name for each in full.context["full"]] == ["Mægling"]
    assert full.context["change"].is_nothing  # what is full takes nothing's place
    both = client.post(
        address(registration),
        typed(
            registration, slot_1_1400_1500=parts["Tilsyn"], slot_1_1400_1600=parts["Lang session"]
        ),
    )
    assert "»Tilsyn« og »Lang session« ligger på samme tid." in both.text
    assert both.context["form"]["slot_1_1400_1500"].value() == str(parts["Tilsyn"])
    odd = client.post(address(registration), typed(registration, slot_1_1000_1100=parts["Tilsyn"]))
    assert set(odd.context["form"].errors) == {"slot_1_1000_1100"}
    assert queries.chosen_by(registration) == []


def test_a_page_older_than_the_programme_gives_nothing_up(client, personas, registration):
    choose(registration, "Mægling")
    client.force_login(personas.member)
    old = typed(registration)
    del old["slot_1_1000_1100"]
    keep_changes(client, address(registration), old)
    assert [each.title for each in queries.chosen_by(registration)] == ["Mægling"]


def test_without_parallel_sessions_there_is_nothing_to_choose(client, personas):
    registration = register(make_conference(by=personas.editor), personas.member)
    client.force_login(personas.member)
    assert client.get(address(registration)).context["form"].sections == []


def test_the_list_of_sessions_says_who_chose_what(client, personas, registration, conference):
    choose(registration, "Mægling", "Tilsyn")
    client.force_login(personas.editor)
    sheet = client.get(reverse("conference_desk:sheet", args=[conference.pk, "sessioner"]))
    texts = zipfile.ZipFile(io.BytesIO(sheet.content)).read("xl/sharedStrings.xml").decode()
    assert "Mægling · " in texts and "Tilsyn · " in texts
    assert registration.person.name in texts
