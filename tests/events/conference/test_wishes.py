"""Who waits for the seat itself wishes for sessions in an order, and gets the first that is still free."""

from datetime import time
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.html import strip_tags

from events.conference.enums import Place, RegistrationState, SessionKind, Wish
from events.conference.flows import arranging, registering
from events.conference.models import Booking, Conference, Part, Registration
from tests.factories.events import EAN, keep_changes, make_conference, register
from tests.factories.people import make_member, municipality

pytestmark = pytest.mark.django_db
SLOT, SECOND = "slot_1_1000_1100", "second_1_1000_1100"
REGISTER = "/aarsmoede/tilmelding/"


def point(title):
    return arranging.Point(1, time(10), time(11), SessionKind.PARALLEL, title, capacity=2)


@pytest.fixture
def conference(personas):
    points = [point(title) for title in ("Aktindsigt", "Mægling", "Tilsyn")]
    return make_conference(by=personas.editor, programme=points)


@pytest.fixture
def first(conference):
    """Has the only seat."""
    found = register(conference, make_member("Først", "Aarhus"))
    Conference.objects.update(capacity=1)
    return found


@pytest.fixture
def participant(client, personas):
    client.force_login(personas.member)
    return client


def part(title: str) -> Part:
    return Part.objects.get(session__title=title)


def fill(*titles: str) -> None:
    """Somebody else takes all there is of these."""
    Part.objects.filter(session__title__in=titles).update(capacity=1, taken=1)


def waits(conference, person, *, parts=(), seconds=(), waits=()) -> Registration:
    """In line for the seat, with wishes."""
    return register(
        conference,
        person,
        parts=[part(each) for each in parts],
        seconds=[part(each) for each in seconds],
        waits=[part(each) for each in waits],
        waits_for_seat=True,
    )


def take_the_seat(first: Registration, mine: Registration) -> dict[str, str]:
    registering.cancel_registration(registration=first, by=first.person)
    registering.accept(registration=mine, by=mine.person)
    rows = mine.bookings.select_related("part__session")
    return {str(each.part.session): str(each.place) for each in rows}


def typed(**answers) -> dict:
    told = {
        "key": uuid4(),
        "payer": municipality("Odense").pk,
        "ean": EAN,
        "payer_reference": "Mette Holm",
    }
    return {**told, **answers}


def words(page) -> str:
    return " ".join(strip_tags(page.text.replace("<", " <")).split())


@pytest.mark.parametrize(
    ("gone", "expected"),
    [
        ((), {"Tilsyn": "taken"}),
        # They stand in line for what they wanted rather, and have the other one meanwhile.
        (("Tilsyn",), {"Tilsyn": "waiting", "Aktindsigt": "taken"}),
        (("Aktindsigt",), {"Tilsyn": "taken"}),
        (("Tilsyn", "Aktindsigt"), {"Tilsyn": "waiting", "Aktindsigt": "waiting"}),
    ],
)
def test_the_first_wish_that_is_still_free_is_given(conference, first, personas, gone, expected):
    """The wanted one was made last, so its number is the highest: the order is the wish's, not theirs."""
    mine = waits(conference, personas.member, parts=["Tilsyn"], seconds=["Aktindsigt"])
    assert {each.wish for each in mine.bookings.all()} == {Wish.CHOSEN, Wish.ELSE}
    fill(*gone)
    assert take_the_seat(first, mine) == expected
    assert not Booking.objects.exclude(wish=None).exists()


@pytest.mark.parametrize(
    ("gone", "expected"),
    [
        ((), {"Tilsyn": "taken"}),
        (
            ("Tilsyn", "Aktindsigt"),
            {"Tilsyn": "waiting", "Aktindsigt": "waiting", "Mægling": "taken"},
        ),
    ],
)
def test_what_is_waited_for_in_any_case_comes_first_of_all(
    conference, first, personas, gone, expected
):
    wishes = {"waits": ["Tilsyn"], "parts": ["Aktindsigt"], "seconds": ["Mægling"]}
    mine = waits(conference, personas.member, **wishes)
    fill(*gone)
    assert take_the_seat(first, mine) == expected


def test_the_form_asks_for_a_second_wish_where_there_is_no_seat(participant, conference, first):
    fill("Tilsyn")
    page = participant.get(REGISTER)
    assert "Og hvis den er fuld, når du får en plads?" in words(page)
    form = page.context["form"]
    # What is full can be wished for: it may be free by then.
    assert " disabled" not in str(page.context["sections"])
    sent = typed(**{SLOT: part("Tilsyn").pk, SECOND: part("Aktindsigt").pk})
    summary = participant.post(REGISTER, sent)
    assert "Aktindsigt andet ønske" in words(summary)
    carried = dict(summary.context["carried"])
    assert (carried[SLOT], carried[SECOND]) == (str(part("Tilsyn").pk), str(part("Aktindsigt").pk))
    deed = {**sent, "sum": summary.context["sum"], "confirm": "waits"}
    receipt = participant.post(REGISTER, deed, follow=True)
    mine = Registration.objects.get(state=RegistrationState.WAITING)
    assert {each.part.session.title: each.wish for each in mine.bookings.all()} == {
        "Tilsyn": Wish.CHOSEN,
        "Aktindsigt": Wish.ELSE,
    }
    read = words(receipt)
    assert read.index("Tilsyn første ønske") < read.index("Aktindsigt andet ønske")
    assert SECOND in form.fields


def test_with_a_seat_there_is_no_second_wish(participant, conference):
    assert SECOND not in participant.get(REGISTER).context["form"].fields


def test_the_order_is_changed_like_everything_else(participant, personas, conference, first):
    mine = waits(conference, personas.member, parts=["Tilsyn"], seconds=["Aktindsigt"])
    address = reverse("conference:change", args=[mine.pk])
    form = participant.get(address).context["form"]
    assert (form[SLOT].value(), form[SECOND].value()) == (part("Tilsyn").pk, part("Aktindsigt").pk)
    sent = typed(**{SLOT: part("Aktindsigt").pk, SECOND: part("Tilsyn").pk})
    shown = participant.post(address, sent)
    assert shown.context["change"].is_reordered
    assert "Rækkefølgen af ønskerne ændres." in words(shown)
    keep_changes(participant, address, sent)
    assert take_the_seat(first, mine) == {"Aktindsigt": "taken"}


def test_a_second_wish_is_dropped_and_another_is_named(participant, personas, conference, first):
    mine = waits(conference, personas.member, parts=["Tilsyn"], seconds=["Aktindsigt"])
    address = reverse("conference:change", args=[mine.pk])
    sent = typed(**{SLOT: part("Tilsyn").pk, SECOND: part("Mægling").pk})
    shown = participant.post(address, sent)
    change = shown.context["change"]
    assert [line.title for line in change.seconds] == ["Mægling"]
    assert [line.title for line in change.leaves] == ["Aktindsigt"]
    keep_changes(participant, address, sent)
    assert {each.part.session.title for each in mine.bookings.all()} == {"Tilsyn", "Mægling"}
    sent[SECOND] = 0
    keep_changes(participant, address, sent)
    assert {each.part.session.title for each in mine.bookings.all()} == {"Tilsyn"}


def test_the_desk_keeps_the_order_when_it_changes_the_rest(client, personas, conference, first):
    mine = waits(conference, personas.member, parts=["Tilsyn"], seconds=["Aktindsigt"])
    client.force_login(personas.editor)
    page = reverse("conference_desk:registration", args=[conference.pk, mine.pk])
    both = [part("Tilsyn").pk, part("Aktindsigt").pk]
    keep_changes(client, page, {"parts": both, "diet": "svamp", "note": "Ringede"})
    mine.refresh_from_db()
    assert mine.diet == "svamp"
    assert take_the_seat(first, mine) == {"Tilsyn": "taken"}


def test_the_database_lets_only_a_wish_have_an_order(conference, personas):
    mine = register(conference, personas.member, parts=[part("Tilsyn")])
    with pytest.raises(IntegrityError), transaction.atomic():
        mine.bookings.update(wish=Wish.CHOSEN)
    assert mine.bookings.get().place == Place.TAKEN
