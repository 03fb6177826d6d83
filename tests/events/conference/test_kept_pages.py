"""The pages of a registration are kept but for their places: nothing that is one reader's reaches another
one, and what has changed since is on the next page at once."""

import re
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from events.conference.models import Conference, Part, Registration
from members.municipalities.models import Municipality
from tests.factories.events import EAN, make_conference, make_part
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
REGISTER = "/aarsmoede/tilmelding/"
TOLD = {
    "payer_reference": "Referencen",
    "order_number": "Ordren",
    "diet": "Nødder",
    "needs": "Trappefri\nadgang",
    "emergency_name": "Søster",
    "emergency_phone": "11223344",
}


@pytest.fixture
def conference(personas):
    found = make_conference(by=personas.editor)
    make_part(found, day=0, capacity=9, price=Decimal(895), by=personas.editor)
    return found


def go_through(name: str) -> tuple[dict[str, str], int]:
    """A member's four pages, with texts of their own; and the number of their registration."""
    client = Client()
    client.force_login(make_member(f"{name} Holm", "Odense"))
    told = {key: f"{text} {name} <{name}>" for key, text in TOLD.items()}
    told["emergency_phone"] = f"112233 {name}"
    form = client.get(REGISTER)
    sent = {
        **told,
        "key": uuid4(),
        "payer": Municipality.objects.get(name="Odense").pk,
        "ean": EAN,
        "room": "single",
        "nights": [Part.objects.get().pk],
    }
    summary = client.post(REGISTER, sent)
    deed = {**sent, "sum": summary.context["sum"], "confirm": "takes"}
    answer = client.post(REGISTER, deed)
    number = Registration.objects.latest("pk").pk
    receipt = client.get(answer["Location"])
    change = client.get(reverse("conference:change", args=[number]))
    pages = {"form": form, "summary": summary, "receipt": receipt, "change": change}
    for page in pages.values():
        (policy,) = re.findall(r"'nonce-([^']+)'", page["Content-Security-Policy"])[:1]
        assert set(re.findall(r'nonce="([^"]+)"', page.text)) == {policy}
        assert "&lt;input" not in page.text and "&lt;select" not in page.text
    assert all(
        '<input type="hidden" name="key"' in pages[step].text for step in ("form", "summary")
    )
    return {key: page.text for key, page in pages.items()}, number


def test_nothing_of_one_readers_is_on_anothers_page(conference):
    first, mine = go_through("Aksel")
    second, other = go_through("Birgit")
    for step, page in second.items():
        assert "Aksel" not in page and "place:" not in page and "7310000001" not in page, step
        assert "Birgit" in page and "<Birgit>" not in page, step
        tokens = [set(TOKEN.findall(each[step])) for each in (first, second)]
        assert tokens[1] and not tokens[0] & tokens[1], step
    assert f"/{other}/" in second["receipt"] and f"/{mine}/" not in second["receipt"]
    for text in TOLD.values():
        assert text.replace("\n", "<br>") in second["receipt"] or text == "11223344"


def test_a_new_price_and_another_title_are_on_the_next_page(conference):
    go_through("Aksel")
    Conference.objects.update(title="Et andet møde", price=Decimal(4321), venue="Hotel Ny")
    Part.objects.update(price=Decimal(777), title="", capacity=5)
    pages, _number = go_through("Birgit")
    for step in ("form", "summary", "receipt"):
        assert "Et andet møde" in pages[step] and "Hotel Ny" in pages[step], step
    assert "4.321" in pages["form"] and "777" in pages["form"] and "895" not in pages["form"]
    assert "5.098" in pages["summary"] and "5.098" in pages["receipt"]
