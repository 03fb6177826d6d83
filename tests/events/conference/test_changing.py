"""Changing a registration: what it does and costs is shown first, and what was shown is what is done."""

from datetime import time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from events.conference import changes
from events.conference.enums import Place, SessionKind
from events.conference.flows import arranging, booking, changing, registering
from events.conference.models import Booking, Note, Part, Session
from portal.audit.models import Entry
from portal.kit.problems import Refused
from tests.factories.events import EAN, keep_changes, make_conference, make_part, register
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
FIRST, SECOND = "slot_1_1000_1100", "slot_1_1400_1500"


def point(title, starts, **more):
    return arranging.Point(1, time(starts), time(starts + 1), SessionKind.PARALLEL, title, **more)


@pytest.fixture
def conference(personas):
    found = make_conference(
        by=personas.editor,
        programme=[
            point("Mægling", 10, capacity=1),
            point("Aktindsigt", 10),
            point("Tilsyn", 14),
        ],
    )
    make_part(found, capacity=3, price=Decimal(895), by=personas.editor)
    make_part(found, "meal", title="Festmiddag", price=Decimal(450), by=personas.editor)
    return found


@pytest.fixture
def mine(conference, personas):
    wanted = [part("Aktindsigt"), part("night")]
    return register(conference, personas.member, parts=wanted, room="single")


@pytest.fixture
def participant(client, personas):
    client.force_login(personas.member)
    return client


def part(name: str) -> Part:
    if name in ("night", "meal"):
        return Part.objects.get(kind=name)
    return Part.objects.get(session__title=name)


def address(registration) -> str:
    return reverse("conference:change", args=[registration.pk])


def receipt(registration) -> str:
    return reverse("conference:receipt", args=[registration.pk])


def words(page) -> str:
    return " ".join(strip_tags(page.text.replace("<", " <")).split())


def typed(registration, **answers) -> dict:
    """The page's form as it is sent: nothing chosen, but for `answers`."""
    told = {
        "key": uuid4(),
        "payer": registration.payer_id,
        "ean": EAN,
        "payer_reference": registration.payer_reference,
        "room": "single",
        FIRST: "0",
        SECOND: "0",
    }
    return {**told, **answers}


def has(registration) -> dict[str, str]:
    rows = registration.bookings.select_related("part__session")
    return {
        each.part.session.title if each.part.session else each.part.kind: each.place
        for each in rows
    }


def confirmed(sent: dict, shown) -> dict:
    return {**sent, "confirm": "1", "seen": shown.context["change"].token}


# --- what is seen --------------------------------------------------------------------------------------
def test_what_changes_is_shown_with_the_price_before_and_after_and_nothing_is_done(
    participant, mine
):
    sent = typed(mine, **{FIRST: part("Mægling").pk}, meals=[part("meal").pk])
    shown = participant.post(address(mine), sent)
    change = shown.context["change"]
    assert [line.title for line in change.added] == ["Mægling", "Festmiddag"]
    assert [line.title for line in change.given_up] == [
        "Aktindsigt",
        part("night").name[:1].upper() + part("night").name[1:],
    ]
    # The seat and the night before; the seat and the dinner afterwards.
    assert (change.before, change.after.total) == (Decimal(4345), Decimal(3900))
    read = words(shown)
    assert "I alt før 4.345,00 kr." in read and "I alt bagefter 3.900,00 kr." in read
    assert "+ 450,00 kr." in read and "− 895,00 kr." in read
    assert has(mine) == {"Aktindsigt": Place.TAKEN, "night": Place.TAKEN}
    assert part("Mægling").taken == 0
    done = participant.post(address(mine), confirmed(sent, shown))
    assert done["Location"] == receipt(mine)
    assert has(mine) == {"Mægling": Place.TAKEN, "meal": Place.TAKEN}
    assert "3.900,00 kr." in words(participant.get(receipt(mine)))


def test_lines_that_are_joined_and_left_are_shown(participant, mine, conference):
    register(conference, make_member("Først", "Aarhus"), parts=[part("Mægling")])
    sent = typed(mine, **{FIRST: part("Aktindsigt").pk}, nights=[part("night").pk])
    joins = {**sent, "waits": [part("Mægling").pk]}
    shown = participant.post(address(mine), joins)
    assert "du stiller dig på ventelisten Mægling" in words(shown)
    participant.post(address(mine), confirmed(joins, shown))
    assert has(mine)["Mægling"] == Place.WAITING
    shown = participant.post(address(mine), sent)
    assert "du forlader ventelisten Mægling" in words(shown)
    participant.post(address(mine), confirmed(sent, shown))
    assert "Mægling" not in has(mine)


def test_what_is_locked_by_its_day_is_said_and_stays(participant, mine):
    Part.objects.filter(kind="night").update(changes_until=timezone.localdate() - timedelta(days=1))
    sent = typed(mine, nights=[])
    shown = participant.post(address(mine), sent)
    assert [line.part.kind for line in shown.context["change"].stands] == ["night"]
    assert "Det er for sent at ændre her, så det bliver stående" in words(shown)
    participant.post(address(mine), confirmed(sent, shown))
    assert has(mine) == {"night": Place.TAKEN}


def test_one_goes_back_and_finds_what_one_had_typed(participant, mine):
    sent = typed(mine, **{FIRST: part("Mægling").pk}, diet="svamp")
    shown = participant.post(address(mine), sent)
    carried = dict(shown.context["carried"])
    assert carried[FIRST] == str(part("Mægling").pk)
    page = participant.post(address(mine), {**sent, "back": "1"})
    form = page.context["form"]
    assert (form[FIRST].value(), form["diet"].value()) == (str(part("Mægling").pk), "svamp")
    assert has(mine) == {"Aktindsigt": Place.TAKEN, "night": Place.TAKEN}


def test_who_changes_nothing_is_told_so(participant, mine):
    same = typed(mine, **{FIRST: part("Aktindsigt").pk}, nights=[part("night").pk])
    answer = participant.post(address(mine), same, follow=True)
    assert answer.redirect_chain == [(receipt(mine), 302)]
    assert "Du har ikke ændret noget." in words(answer)
    assert not Entry.objects.filter(action="conference.registration_changed").exists()


def test_only_what_is_told_can_change(participant, mine):
    sent = typed(
        mine, **{FIRST: part("Aktindsigt").pk}, nights=[part("night").pk], order_number="4711"
    )
    shown = participant.post(address(mine), sent)
    assert shown.context["change"].is_nothing
    assert "Intet af det, du har booket, ændres." in words(shown) and "4711" in shown.text
    participant.post(address(mine), confirmed(sent, shown))
    mine.refresh_from_db()
    assert mine.order_number == "4711"


# --- what is done is what was seen -----------------------------------------------------------------------
def test_confirmed_twice_it_is_done_once(participant, mine):
    sent = typed(mine, **{FIRST: part("Mægling").pk})
    deed = confirmed(sent, participant.post(address(mine), sent))
    for _ in range(2):
        answer = participant.post(address(mine), deed, follow=True)
        assert answer.redirect_chain == [(receipt(mine), 302)]
        assert "Din tilmelding er ændret." in words(answer)
    assert has(mine) == {"Mægling": Place.TAKEN} and part("Mægling").taken == 1
    assert Entry.objects.filter(action="conference.parts_booked").count() == 1


def test_what_is_full_meanwhile_is_named_nothing_is_done_and_one_can_wait(
    participant, mine, conference
):
    sent = typed(mine, **{FIRST: part("Mægling").pk}, meals=[part("meal").pk])
    shown = participant.post(address(mine), sent)
    register(conference, make_member("Først", "Aarhus"), parts=[part("Mægling")])
    again = participant.post(address(mine), confirmed(sent, shown))
    assert "Noget er blevet fuldt i mellemtiden" in words(again)
    assert [each.name for each in again.context["full"]] == ["Mægling"]
    assert has(mine) == {"Aktindsigt": Place.TAKEN, "night": Place.TAKEN}
    # What it was to replace is kept, and the rest is as they chose it.
    left = {name: value for name, value in again.context["carried"] if name != "key"}
    assert left[FIRST] == str(part("Aktindsigt").pk)
    waits = {**sent, **left, "waits": [part("Mægling").pk]}
    third = participant.post(address(mine), confirmed(waits, again))
    # They had not seen that they join the line: it is shown, and done then.
    assert "du stiller dig på ventelisten Mægling" in words(third)
    participant.post(address(mine), confirmed(waits, third))
    assert has(mine) == {
        "Aktindsigt": Place.TAKEN,
        "meal": Place.TAKEN,
        "Mægling": Place.WAITING,
    }


def test_a_price_that_changed_meanwhile_is_shown_before_anything_is_booked(participant, mine):
    sent = typed(mine, **{FIRST: part("Aktindsigt").pk}, meals=[part("meal").pk])
    shown = participant.post(address(mine), sent)
    Part.objects.filter(kind="meal").update(price=Decimal(500))
    again = participant.post(address(mine), confirmed(sent, shown))
    assert "Noget har ændret sig, siden du så det" in words(again)
    assert "+ 500,00 kr." in words(again) and "meal" not in has(mine)


@pytest.mark.parametrize("seen", ["", "noget", None])
def test_nothing_is_done_for_whoever_has_seen_nothing(participant, mine, seen):
    sent = {**typed(mine), "confirm": "1"} | ({} if seen is None else {"seen": seen})
    assert participant.post(address(mine), sent).status_code == 200
    assert has(mine) == {"Aktindsigt": Place.TAKEN, "night": Place.TAKEN}


def test_the_flow_refuses_what_was_not_seen(mine, conference):
    found = changes.of(mine, mine.bookings.all(), [], [], by=mine.person)
    booking.book(registration=mine, parts=[part("Tilsyn")], by=mine.person)
    house = {name: getattr(mine, name) for name in registering.House.__dataclass_fields__}
    with pytest.raises(Refused) as refused:
        changing.change(
            registration=mine,
            payer=mine.payer,
            ean=EAN,
            payer_reference="Andre",
            house=registering.House(**house),
            parts=[],
            seen=found.token,
            by=mine.person,
        )
    assert refused.value.codes == ["stale"]
    mine.refresh_from_db()
    assert mine.payer_reference != "Andre" and has(mine) == {"Tilsyn": Place.TAKEN}


# --- at the desk -----------------------------------------------------------------------------------------
def test_the_desk_sees_it_too_before_it_is_done_and_the_note_is_kept_once(
    client, personas, mine, conference
):
    client.force_login(personas.editor)
    page = reverse("conference_desk:registration", args=[conference.pk, mine.pk])
    sent = {"parts": [part("night").pk, part("meal").pk], "note": "Ringede"}
    shown = client.post(page, sent)
    read = words(shown)
    assert "I alt før 4.345,00 kr." in read and "I alt bagefter 4.795,00 kr." in read
    assert "Festmiddag" in read and not Note.objects.exists()
    assert dict(shown.context["form"].carried)["note"] == "Ringede"
    deed = confirmed(sent, shown)
    for _ in range(2):
        assert client.post(page, deed)["Location"] == page
    assert has(mine) == {"night": Place.TAKEN, "meal": Place.TAKEN}
    assert Note.objects.get().text == "Ringede"


def test_the_desk_is_told_what_became_full_before_anything_is_done(
    client, personas, mine, conference
):
    client.force_login(personas.editor)
    page = reverse("conference_desk:registration", args=[conference.pk, mine.pk])
    sent = {"parts": [part("Mægling").pk], "note": "Ringede"}
    shown = client.post(page, sent)
    register(conference, make_member("Først", "Aarhus"), parts=[part("Mægling")])
    again = client.post(page, confirmed(sent, shown))
    assert again.context["form"].errors["parts"] == ["Alle pladser på »Mægling« er taget."]
    assert has(mine) == {"Aktindsigt": Place.TAKEN, "night": Place.TAKEN}


# --- sessions that were moved to one time ------------------------------------------------------------------
@pytest.fixture(params=["overlapping", "the same"])
def clash(request, mine, conference):
    """They had both, and then the programme moved one of them upon the other."""
    booking.book(registration=mine, parts=[part("Aktindsigt"), part("Tilsyn")], by=mine.person)
    starts = time(10, 30) if request.param == "overlapping" else time(10)
    ends = time(11, 30) if request.param == "overlapping" else time(11)
    Session.objects.filter(title="Tilsyn").update(starts=starts, ends=ends)
    return (
        {FIRST: -1}
        if request.param == "the same"
        else {
            FIRST: part("Aktindsigt").pk,
            "slot_1_1030_1130": part("Tilsyn").pk,
        }
    )


def test_a_clash_is_pointed_out_and_everything_else_can_be_changed(participant, mine, clash):
    page = participant.get(address(mine))
    assert "To af dine sessioner ligger nu på samme tid" in words(page)
    form = page.context["form"]
    assert {name: form[name].value() for name in clash} == clash
    sent = typed(mine, **clash, diet="svamp", meals=[part("meal").pk])
    assert keep_changes(participant, address(mine), sent)["Location"] == receipt(mine)
    mine.refresh_from_db()
    assert mine.diet == "svamp"
    assert has(mine) == {
        "Aktindsigt": Place.TAKEN,
        "Tilsyn": Place.TAKEN,
        "meal": Place.TAKEN,
    }


def test_the_swap_is_at_hand_where_one_reads_of_it(participant, mine, clash):
    page = participant.get(receipt(mine))
    assert "Behold kun »Tilsyn«" in words(page)
    url = reverse("conference:answer_part", args=[mine.pk, part("Aktindsigt").pk])
    assert f'action="{url}"' in page.text
    # A no from an old letter is no wish to give up what one has.
    participant.post(url, {"svar": "nej"})
    assert has(mine) == {"Aktindsigt": Place.TAKEN, "Tilsyn": Place.TAKEN}
    participant.post(url, {"svar": "opgiv"})
    assert has(mine) == {"Tilsyn": Place.TAKEN}
    assert "på samme tid" not in words(participant.get(receipt(mine)))


def test_nobody_makes_a_clash_themselves(participant, mine, clash):
    booking.book(registration=mine, parts=[part("Aktindsigt")], by=mine.person)
    with pytest.raises(Refused) as refused:
        booking.book(registration=mine, parts=[part("Aktindsigt"), part("Tilsyn")], by=mine.person)
    assert refused.value.codes == ["overlap"]
    assert Booking.objects.filter(registration=mine).count() == 1


def test_the_desk_changes_the_rest_of_a_clash_too(client, personas, mine, conference, clash):
    client.force_login(personas.editor)
    page = reverse("conference_desk:registration", args=[conference.pk, mine.pk])
    parts = [part("Aktindsigt").pk, part("Tilsyn").pk, part("meal").pk]
    sent = {"parts": parts, "note": "Ringede"}
    assert keep_changes(client, page, sent)["Location"] == page
    assert set(has(mine)) == {"Aktindsigt", "Tilsyn", "meal"}
