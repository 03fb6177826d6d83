"""Registering on the pages: four requests, a draft that stays, a sum one reads first, all or nothing."""

import re
from datetime import time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from events.conference.enums import Place, RegistrationState, Room, SessionKind
from events.conference.flows import arranging, forgetting
from events.conference.models import (
    Booking,
    Conference,
    Part,
    Registration,
    RegistrationDraft,
)
from members.municipalities.models import Municipality
from tests.factories.events import EAN, WRONG_EAN, make_conference, make_part, register
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db

REGISTER = "/aarsmoede/tilmelding/"
KEEP = "/aarsmoede/tilmelding/kladde/"
SLOT = "slot_1_1000_1100"


def point(title, **more):
    return arranging.Point(1, time(10), time(11), SessionKind.PARALLEL, title, **more)


@pytest.fixture
def conference(personas):
    """Two sessions at one time, a lunch that is included, a dinner, and two nights."""
    found = make_conference(
        by=personas.editor, programme=[point("Mægling", capacity=1), point("Aktindsigt")]
    )
    by = personas.editor
    make_part(found, "meal", by=by)
    make_part(found, "meal", title="Festmiddag", price=Decimal(495), by=by)
    make_part(found, day=0, capacity=2, price=Decimal(895), by=by)
    make_part(found, day=1, capacity=1, price=Decimal(895), by=by)
    return found


@pytest.fixture
def participant(client, personas, conference):
    client.force_login(personas.member)
    return client


def parts() -> dict[str, int]:
    """The parts by what they are called; the nights as `nat 1` and `nat 2`."""
    nights = Part.objects.filter(kind="night").order_by("on")
    found = {f"nat {number}": part.pk for number, part in enumerate(nights, 1)}
    return found | {part.name: part.pk for part in Part.objects.exclude(kind="night")}


def typed(**changes) -> dict:
    """The form as a browser sends it."""
    values = {
        "key": uuid4(),
        "payer": Municipality.objects.get(name="Odense").pk,
        "ean": EAN,
        "payer_reference": "Mette Holm",
        "room": "single",
        SLOT: "0",
    }
    return {**values, **changes}


def confirmed(page, **changes) -> dict:
    """What the summary sends when its button is pressed: every hidden field of it."""
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r'<input type="hidden"[^>]*>', page.text):
        name, value = (re.search(rf'{key}="([^"]*)"', tag)[1] for key in ("name", "value"))
        sent.setdefault(name, []).append(value)
    button = re.search(r'name="confirm" value="(\w+)"', page.text)
    return {**sent, "confirm": button[1], **changes}


def own_receipt() -> str:
    return reverse("conference:receipt", args=[Registration.objects.get().pk])


def without_secrets(page) -> str:
    return re.sub(r'(nonce|csrfmiddlewaretoken" value)="[^"]+"', r"\1", page.text)


def words(page) -> str:
    return " ".join(strip_tags(page.text).split())


def test_from_the_form_to_the_receipt_in_four_requests(participant):
    numbers = parts()
    form = participant.get(REGISTER)  # 1
    assert f'type="checkbox" name="meals" value="{numbers["Frokost"]}"' in form.text
    assert f'type="radio" name="{SLOT}" value="{numbers["Mægling"]}"' in form.text
    sent = typed(
        **{SLOT: numbers["Mægling"]},
        meals=[numbers["Frokost"], numbers["Festmiddag"]],
        nights=[numbers["nat 1"], numbers["nat 2"]],
        diet_choice="vegetarian",
        diet="ingen skaldyr",
        emergency_name="Jens Holm",
        emergency_phone="12 34 56 78",
        on_list="on",
        order_number="4711",
    )
    summary = participant.post(REGISTER, sent)  # 2
    assert summary.status_code == 200 and not Registration.objects.exists()
    read = words(summary)
    for said in (
        "Mægling",
        "Festmiddag",
        "495,00 kr.",
        "895,00 kr.",
        "5.735,00 kr.",
        "ingen skaldyr",
    ):
        assert said in read, read
    answer = participant.post(REGISTER, confirmed(summary))  # 3
    receipt = participant.get(answer["Location"])  # 4
    assert "Du er tilmeldt" in receipt.text and "5.735,00 kr." in words(receipt)
    mine = Registration.objects.get()
    assert set(mine.bookings.values_list("part", "place")) == {
        (number, Place.TAKEN) for name, number in numbers.items() if name != "Aktindsigt"
    }
    assert (mine.room, mine.diet_choice, mine.on_list, mine.in_photos) == (
        Room.SINGLE,
        "vegetarian",
        True,
        False,
    )
    assert mine.order_number == "4711"


def test_a_browser_that_can_say_where_the_receipt_belongs_gets_it_as_the_answer(participant):
    """As the page's script asks for it; the page is the one that stands there."""
    summary = participant.post(REGISTER, typed(nights=[parts()["nat 1"]]))
    assert "data-onward" in summary.text
    sent = confirmed(summary, onward="1")
    answer, again = participant.post(REGISTER, sent), participant.post(REGISTER, sent)
    receipt = participant.get(own_receipt())
    assert answer.status_code == again.status_code == receipt.status_code == 200
    here = f'<meta name="onward" content="{own_receipt()}">'
    assert here in answer.text and here in again.text and "onward" not in receipt.text
    # Whoever changes the language comes back there.
    assert f'value="{own_receipt()}"' in answer.text
    assert without_secrets(answer).replace(here, "") == without_secrets(receipt)
    assert (Registration.objects.count(), Conference.objects.get().taken) == (1, 1)


def test_what_cannot_be_done_is_not_answered_with_a_receipt(participant, conference):
    summary = participant.post(REGISTER, typed(**{SLOT: parts()["Mægling"]}))
    register(conference, make_member("Først", "Odense"), parts=Part.objects.filter(capacity=1))
    again = participant.post(REGISTER, confirmed(summary, onward="1"))
    assert "blevet fuldt i mellemtiden" in again.text and 'name="onward"' not in again.text


def test_the_same_form_twice_and_a_second_window_give_the_first_answer(participant):
    sent = confirmed(participant.post(REGISTER, typed()))
    other_window = confirmed(participant.post(REGISTER, typed()))
    first = participant.post(REGISTER, sent)
    assert participant.post(REGISTER, sent)["Location"] == first["Location"]
    assert participant.post(REGISTER, other_window)["Location"] == first["Location"]
    assert participant.get(REGISTER)["Location"] == first["Location"]
    assert (Registration.objects.count(), Conference.objects.get().taken) == (1, 1)


def test_both_consents_are_off_until_they_are_ticked(participant):
    page = participant.get(REGISTER)
    assert not page.context["form"]["on_list"].value()
    assert not page.context["form"]["in_photos"].value()
    participant.post(REGISTER, confirmed(participant.post(REGISTER, typed())))
    assert Registration.objects.filter(on_list=False, in_photos=False).exists()


def test_what_is_full_is_waited_for_while_another_one_is_had(participant, conference):
    numbers = parts()
    register(conference, make_member("Først", "Odense"), parts=Part.objects.filter(capacity=1))
    form = participant.get(REGISTER)
    assert f'name="waits" value="{numbers["Mægling"]}"' in form.text
    assert f'name="waits" value="{numbers["nat 2"]}"' in form.text
    assert f'name="waits" value="{numbers["nat 1"]}"' not in form.text
    sent = typed(**{SLOT: numbers["Aktindsigt"]}, waits=[numbers["Mægling"], numbers["nat 2"]])
    summary = participant.post(REGISTER, sent)
    assert "Det venter du på" in summary.text
    answer = participant.post(REGISTER, confirmed(summary))
    receipt = participant.get(answer["Location"])
    assert words(receipt).count("nummer 1 på ventelisten") == 2
    mine = Booking.objects.filter(registration__person__name="Mette Holm")
    assert dict(mine.values_list("part", "place")) == {
        numbers["Aktindsigt"]: Place.TAKEN,
        numbers["Mægling"]: Place.WAITING,
        numbers["nat 2"]: Place.WAITING,
    }


def test_what_became_full_is_named_and_exactly_that_can_be_waited_for(participant, conference):
    numbers = parts()
    nights = [numbers["nat 1"], numbers["nat 2"]]
    summary = participant.post(REGISTER, typed(**{SLOT: numbers["Mægling"]}, nights=nights))
    register(conference, make_member("Først", "Odense"), parts=Part.objects.filter(capacity=1))
    again = participant.post(REGISTER, confirmed(summary))
    assert again.status_code == 200 and "blevet fuldt i mellemtiden" in again.text
    assert [part.pk for part in again.context["full"]] == [numbers["Mægling"], numbers["nat 2"]]
    assert not Registration.objects.filter(person__name="Mette Holm").exists()
    assert Conference.objects.get().taken == 1
    # The rest is kept; one of the two is waited for, and the other one is let go.
    answer = participant.post(REGISTER, confirmed(again, waits=[numbers["nat 2"]]))
    assert answer.status_code == 302
    mine = Booking.objects.filter(registration__person__name="Mette Holm")
    assert dict(mine.values_list("part", "place")) == {
        numbers["nat 1"]: Place.TAKEN,
        numbers["nat 2"]: Place.WAITING,
    }


def test_the_last_seat_goes_meanwhile_and_the_line_is_offered(participant, conference):
    Conference.objects.update(capacity=1)
    summary = participant.post(REGISTER, typed(nights=[parts()["nat 1"]]))
    register(conference, make_member("Først", "Odense"))
    again = participant.post(REGISTER, confirmed(summary))
    assert "Den sidste plads er lige blevet taget" in again.text
    assert Registration.objects.count() == 1
    answer = participant.post(REGISTER, confirmed(again))
    receipt = participant.get(answer["Location"])
    assert "Du er nummer 1 på ventelisten." in receipt.text
    mine = Registration.objects.get(person__name="Mette Holm")
    assert mine.state == RegistrationState.WAITING
    assert mine.bookings.get().place == Place.WISHED and "Det ønsker du" in receipt.text


def test_whoever_would_rather_wait_than_be_asked_again_is_put_in_line_at_once(
    participant, conference
):
    Conference.objects.update(capacity=1)
    summary = participant.post(REGISTER, typed(nights=[parts()["nat 1"]]))
    assert 'name="line" value="1" id="line" checked' in summary.text
    register(conference, make_member("Først", "Odense"))
    answer = participant.post(REGISTER, confirmed(summary, line="1"))
    receipt = participant.get(answer["Location"])
    assert "Du er nummer 1 på ventelisten." in receipt.text


def test_a_sum_that_is_not_the_price_is_shown_again_and_nothing_is_booked(participant):
    sent = confirmed(participant.post(REGISTER, typed()), sum="1")
    again = participant.post(REGISTER, sent)
    assert "En pris har ændret sig" in again.text and not Registration.objects.exists()
    assert participant.post(REGISTER, confirmed(again)).status_code == 302


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        (SLOT, {SLOT: "999999"}),
        ("nights", {"nights": ["999999"]}),
        ("waits", {"waits": ["999999"]}),
        ("ean", {"ean": WRONG_EAN}),
        ("payer_reference", {"payer_reference": ""}),
        ("emergency_phone", {"emergency_name": "Jens"}),
        ("diet", {"diet": "010190-1234"}),
    ],
)
def test_a_foreign_number_or_a_wrong_one_books_nothing(participant, field, changes):
    page = participant.post(REGISTER, typed(**{"confirm": "takes", "sum": "3450"} | changes))
    assert list(page.context["form"].errors) == [field] and not Registration.objects.exists()
    assert "data-summary" in page.text


def test_what_another_conference_has_is_not_booked_here(participant, personas):
    other = make_conference(by=personas.editor, days=600)
    night = make_part(other, by=personas.editor)
    page = participant.post(REGISTER, typed(nights=[night.pk]))
    assert list(page.context["form"].errors) == ["nights"]


# --- the draft ---------------------------------------------------------------------------------------
def test_what_is_typed_comes_back_and_is_dropped_when_it_is_handed_in(
    participant, django_capture_on_commit_callbacks
):
    numbers = parts()
    begun = typed(
        **{SLOT: numbers["Mægling"]},
        nights=[numbers["nat 2"]],
        diet="svamp",
        ean="57",
        on_list="on",
    )
    assert participant.post(KEEP, begun).json()["line"].startswith("Gemt kl. ")
    form = participant.get(REGISTER).context["form"]
    assert (form["diet"].value(), form["ean"].value(), form["on_list"].value()) == (
        "svamp",
        "57",
        True,
    )
    assert form[SLOT].value() == str(numbers["Mægling"])
    assert form["nights"].value() == [str(numbers["nat 2"])]
    assert form["meals"].value() == []  # the lunch's tick was taken away
    assert "key" not in RegistrationDraft.objects.get().answers
    summary = participant.post(REGISTER, typed(diet="svamp"))
    with django_capture_on_commit_callbacks(execute=True):
        participant.post(REGISTER, confirmed(summary))
        assert RegistrationDraft.objects.exists()  # nobody waits for it behind the row
    assert not RegistrationDraft.objects.exists()
    # What the page sends late does not bring it back.
    assert participant.post(KEEP, begun).json() == {"line": ""}
    assert not RegistrationDraft.objects.exists()


def test_a_draft_that_a_killed_process_left_is_gone_the_night_after(participant, personas):
    participant.post(KEEP, typed(diet="svamp"))
    other = RegistrationDraft.objects.create(
        conference=Conference.objects.get(), person=personas.jurist, answers={}
    )
    participant.post(REGISTER, confirmed(participant.post(REGISTER, typed(diet="svamp"))))
    assert RegistrationDraft.objects.count() == 2  # as if killed between commit and what follows
    before = timezone.now() - timedelta(days=30)
    assert forgetting.erase_needs(before=before, by=None) == 1
    assert RegistrationDraft.objects.get() == other
    assert forgetting.erase_needs(before=before, by=None) == 0


def test_what_is_sent_and_wrong_is_kept_as_well(participant):
    participant.post(REGISTER, typed(ean=WRONG_EAN, needs="plads forrest"))
    form = participant.get(REGISTER).context["form"]
    assert (form["ean"].value(), form["needs"].value()) == (WRONG_EAN, "plads forrest")


def test_a_cpr_number_is_not_kept_and_the_page_is_told(participant):
    line = participant.post(KEEP, typed(needs="ring 010190-1234")).json()["line"]
    assert "CPR" in line and not RegistrationDraft.objects.exists()


def test_a_draft_is_its_writers(participant, client, personas):
    participant.post(KEEP, typed(diet="svamp"))
    client.force_login(personas.coordinator)
    assert client.get(REGISTER).context["form"]["diet"].value() in (None, "")


# --- remembered --------------------------------------------------------------------------------------
def test_who_paid_the_last_time_is_remembered(participant, personas):
    last = make_conference(by=personas.editor, days=600)
    register(
        last, personas.member, payer_reference="Sekretariatet", order_number="77", diet="svamp"
    )
    Conference.objects.filter(pk=last.pk).update(
        starts_on=timezone.localdate() - timedelta(days=300),
        ends_on=timezone.localdate() - timedelta(days=298),
    )
    form = participant.get(REGISTER).context["form"]
    assert [form[name].value() for name in ("ean", "payer_reference", "order_number")] == [
        EAN,
        "Sekretariatet",
        "77",
    ]
    assert form["diet"].value() in (None, "")


def test_of_a_colleagues_last_registration_only_the_ean_is_known(participant, conference):
    colleague = make_member("Ida Kollega", "Odense")
    register(conference, colleague, payer_reference="Ida", order_number="hemmelig")
    page = participant.get(REGISTER)
    form = page.context["form"]
    assert (form["ean"].value(), form["payer_reference"].value()) == (EAN, "Mette Holm")
    assert "hemmelig" not in page.text and not form["order_number"].value()


@pytest.mark.parametrize(
    ("step", "queries"), [("form", 8), ("summary", 7), ("receipt", 6), ("change", 6)]
)
def test_the_pages_ask_as_much_for_many_parts_as_for_few(
    participant, personas, conference, step, queries, django_assert_num_queries
):
    mine = register(conference, personas.member) if step in ("receipt", "change") else None
    # What all pages share is kept from here on, and the draft is there.
    address = reverse(f"conference:{step}", args=[mine.pk]) if mine else REGISTER
    participant.post(address, typed()) if step == "summary" else participant.get(address)
    for count in (1, 3, 30):
        while conference.parts.filter(kind="meal").count() < count + 2:
            part = make_part(conference, "meal", title=f"Måltid {uuid4()}", by=personas.editor)
            if mine:
                Booking.objects.create(registration=mine, part=part, place=Place.TAKEN)
        meals = list(conference.parts.filter(kind="meal").values_list("pk", flat=True))
        with django_assert_num_queries(queries):
            if step == "summary":
                page = participant.post(address, typed(meals=meals))
            else:
                page = participant.get(address)
        assert page.status_code == 200
