"""What the pages of a registration say of VAT is what the bill will say."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from events.billing.enums import Vat
from events.billing.models import Seller
from events.billing.neutral import neutral, vat_of
from tests.factories import billing
from tests.factories.events import make_conference, make_part, register

pytestmark = pytest.mark.django_db


def words(page) -> str:
    return " ".join(strip_tags(page.text.replace("<", " <")).split())


@pytest.fixture
def mine(personas):
    conference = make_conference(by=personas.editor, price=Decimal("2150.35"))
    night = make_part(conference, price=Decimal("899.95"), by=personas.editor)
    return register(conference, personas.member, parts=[night])


@pytest.fixture
def read(client, personas, mine):
    client.force_login(personas.member)
    return lambda: words(client.get(reverse("conference:receipt", args=[mine.pk])))


def test_as_long_as_nobody_is_known_to_bill_nothing_is_said(read):
    assert "moms" not in read()


def test_an_exempt_seller_says_why(personas, read):
    billing.make_seller(by=personas.editor)
    seller = Seller.objects.get()
    assert seller.vat == Vat.EXEMPT
    assert f"Der er ikke moms på priserne: {seller.vat_reason}" in read()


def test_a_liable_seller_says_how_much_and_the_bill_says_the_same(personas, read, mine):
    billing.make_seller(by=personas.editor)
    Seller.objects.update(vat=Vat.STANDARD, vat_reason="")
    (document,) = billing.bill_all(mine.conference, by=personas.editor)
    bill = neutral(document)
    note = vat_of(Seller.objects.get(), [line.gross for line in bill.lines])
    assert note.amount == bill.vat == Decimal("610.06")
    assert "Priserne indeholder 25 % moms: 610,06 kr. af beløbet." in read()
