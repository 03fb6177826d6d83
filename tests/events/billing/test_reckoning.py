"""What waits is reckoned in numbers, without an object for each registration and booking. Over conferences in
which much has happened it is laid beside the long way: every object, one by one."""

from contextlib import suppress
from decimal import Decimal
from random import Random

import pytest

from events.billing import charging, due
from events.billing.enums import LATE, SEAT, Kind
from events.billing.flows import deciding, issuing
from events.billing.models import Document
from events.conference.enums import RegistrationState
from events.conference.flows import booking, registering, sharing
from events.conference.models import Booking, Conference, Registration
from portal.kit.problems import Refused
from tests.factories import billing, events
from tests.factories.people import make_member, municipality

from .conftest import let_close, move

pytestmark = pytest.mark.django_db
TOWNS = ("Odense", "Faxe", "Aabenraa")


def again(conference) -> Conference:
    return Conference.objects.get(pk=conference.pk)


# --- the long way ------------------------------------------------------------------------------------
def items_of(registration) -> list[tuple[int, Decimal]]:
    if registration.state == RegistrationState.CONFIRMED:
        found = [(each.part_id, each.cost) for each in registration.bookings.all()]
        found.append((SEAT, registration.price))
    else:
        decision = getattr(registration, "late_decision", None)
        is_charged = decision is not None and decision.is_charged
        found = [(LATE, registration.late_price)] if is_charged else []
    return sorted(item for item in found if item[1])


def payer_of(row) -> tuple:
    return row.payer_id, row.ean, row.payer_reference, row.order_number


def fits(document) -> bool:
    billed: dict[Registration, list] = {}
    for line in document.lines.all():
        billed.setdefault(line.registration, []).append((line.thing, line.amount))
    return all(
        items_of(each) == sorted(items) and payer_of(each) == payer_of(document)
        for each, items in billed.items()
    )


def the_long_way(conference) -> tuple[set[int], set[tuple], Decimal]:
    """The invoices that fall, who is sent a new one, and what it comes to."""
    invoices = conference.documents.filter(kind=Kind.INVOICE, credited_by=None)
    stale = [each for each in invoices if not fits(each)]
    holding = invoices.exclude(pk__in=[each.pk for each in stale])
    unbilled = [
        each
        for each in conference.registrations.exclude(bill_lines__document__in=holding)
        if items_of(each)
    ]
    new = sum((amount for each in unbilled for _, amount in items_of(each)), Decimal(0))
    old = sum((each.total for each in stale), Decimal(0))
    return {each.pk for each in stale}, {payer_of(each) for each in unbilled}, new - old


def reckoned(conference) -> tuple[set[int], set[tuple], Decimal]:
    found = due.reckoned(again(conference))
    return (
        {each.pk for step in found for each in step.credits},
        {tuple(draft.payer) for step in found for draft in step.drafts},
        sum((step.total for step in found), Decimal(0)),
    )


# --- what happens ------------------------------------------------------------------------------------
class History:
    """A conference in which things happen by the dice."""

    def __init__(self, seed: int, conference, editor):
        self.dice, self.conference, self.editor = Random(seed), conference, editor
        self.parts = [
            events.make_part(conference, "meal", price=Decimal(225), by=editor),
            events.make_part(conference, "meal", day=1, by=editor),
            events.make_part(
                conference, price=Decimal("895.50"), twin_price=Decimal("450.25"), by=editor
            ),
            events.make_part(conference, day=1, price=Decimal("895.50"), by=editor),
        ]
        self.count = 0

    def somebody(self):
        rows = self.conference.registrations.filter(state=RegistrationState.CONFIRMED)
        rows = rows.exclude(person=None).select_related("person", "payer").order_by("pk")
        return self.dice.choice(list(rows))

    def come(self):
        self.count += 1
        town = self.dice.choice(TOWNS)
        events.register(
            self.conference,
            make_member(f"Nummer {self.count}", town),
            parts=[part for part in self.parts if self.dice.random() < 0.6],
            payer=municipality(town),
            payer_reference=self.dice.choice(["Stab", "Borgerrådgiveren"]),
            room="twin",
        )

    def book(self):
        each = self.somebody()
        has = set(each.bookings.values_list("part", flat=True))
        if new := [part for part in self.parts if part.pk not in has]:
            booking.book(registration=each, parts=[self.dice.choice(new)], by=each.person)

    def share(self):
        one, other = self.somebody(), self.somebody()
        if one != other:
            share = sharing.ask(registration=one, other=other, by=one.person)
            sharing.agree(share=share, by=other.person)

    def leave(self):
        each = self.somebody()
        registering.cancel_registration(registration=each, by=each.person)

    def another_payer(self):
        move(self.somebody(), self.editor, order_number=self.dice.choice(["", "77"]))

    def bill_some(self):
        waiting = due.reckoned(again(self.conference))
        tokens = [each.token for each in waiting if self.dice.random() < 0.6]
        issuing.bill(conference=self.conference, tokens=tokens, by=self.editor)

    def step(self):
        deeds = (self.come, self.book, self.share, self.leave, self.another_payer, self.bill_some)
        with suppress(Refused):  # they share already, or there is no room
            self.dice.choice(deeds)()

    def decide(self):
        for each in self.conference.registrations.filter(late_price__gt=0, late_decision=None):
            deciding.decide(
                registration=each,
                is_charged=self.dice.random() < 0.6,
                note="Aftalt",
                by=self.editor,
            )


@pytest.mark.parametrize("seed", range(6))
def test_in_numbers_it_is_what_it_is_one_by_one(seed, conference, editor, seller):
    history = History(seed, conference, editor)
    for _ in range(8):
        history.come()
    for _ in range(25):
        history.step()
    assert reckoned(conference) == the_long_way(again(conference))
    let_close(conference)
    for _ in range(2):
        history.leave()
    history.decide()
    stale, payers, total = found = the_long_way(again(conference))
    assert reckoned(conference) == found

    before = set(Document.objects.values_list("pk", flat=True))
    token = due.token_of(due.reckoned(again(conference)))
    issued = issuing.bill_all(conference=conference, token=token, by=editor)
    assert {each.pk for each in issued}.isdisjoint(before)
    notes = [each for each in issued if each.kind == Kind.CREDIT_NOTE]
    invoices = [each for each in issued if each.kind == Kind.INVOICE]
    assert {each.credits_id for each in notes} == stale
    assert {payer_of(each) for each in invoices} == payers and len(invoices) == len(payers)
    assert sum(each.total for each in invoices) - sum(each.total for each in notes) == total
    assert reckoned(conference) == (set(), set(), 0)


def test_words_change_no_sum_and_no_token(conference, editor, seller):
    history = History(7, conference, editor)
    for _ in range(6):
        history.come()
    history.share()
    bare = due.reckoned(again(conference))
    worded = due.in_words(again(conference), bare)
    assert [(each.token, each.total) for each in worded] == [
        (each.token, each.total) for each in bare
    ]
    assert due.token_of(worded) == due.token_of(bare)
    for step in worded:
        for each in step.drafts[0].charges:
            assert each.name.startswith("Nummer ") and all(item.title for item in each.items)


def test_of_a_conference_with_hundreds_of_thousands_of_kroner_no_oere_is_lost(conference, editor):
    """The database's own sums of decimals are floats on SQLite; these are none."""
    night = events.make_part(conference, price=Decimal("0.10"), by=editor)
    one = events.register(conference, make_member("Mette Holm", "Odense"), parts=[night])
    for number in range(3):
        other = events.register(conference, make_member(f"Nummer {number}", "Odense"))
        Registration.objects.filter(pk=other.pk).update(price=Decimal("1234567.89"))
    (waiting,) = due.reckoned(again(conference))
    assert waiting.total == 3 * Decimal("1234567.89") + one.price + Decimal("0.10")
    assert Booking.objects.get().cost == Decimal("0.10")


def test_whose_registration_is_gone_keeps_the_invoice_of_all_on_it(
    conference, seller, editor, mette, bo
):
    billing.bill_all(conference, by=editor)
    Registration.objects.get(pk=mette.pk).delete()
    dinner = events.make_part(conference, "meal", day=1, price=Decimal(300), by=editor)
    booking.book(registration=bo, parts=[dinner], by=bo.person)
    assert charging.reckoned(again(conference))[bo.pk].total == Decimal(3750)
    assert due.reckoned(again(conference)) == []
