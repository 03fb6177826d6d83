"""One invoice for several advisers of one municipality, exact to the øre, numbered, and never changed."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.billing.due import all_due
from events.billing.enums import Kind
from events.billing.flows import issuing
from events.billing.models import Counter, Document, Line
from events.conference.flows import arranging, booking, sharing
from events.conference.models import Conference, Part
from portal.kit.dates import COPENHAGEN
from portal.kit.problems import Refused
from tests.factories import billing, events
from tests.factories.people import make_member, municipality

from .conftest import REFERENCE, due, lines, move

pytestmark = pytest.mark.django_db


# --- one document a payer ----------------------------------------------------------------------------
def test_two_advisers_of_one_municipality_stand_on_one_invoice(
    conference, seller, editor, mette, bo
):
    (waiting,) = due(conference)
    assert waiting.total == Decimal("8245.50")
    (document,) = billing.bill_all(conference, by=editor)
    period = conference.period
    with_day = [title for _name, title, _amount in lines(document)]
    assert with_day[0] == f"Plads på årsmødet, {period}"
    assert [(name, amount) for name, _title, amount in lines(document)] == [
        ("Bo Lund", Decimal(3450)),
        ("Bo Lund", Decimal(225)),
        ("Mette Holm", Decimal(3450)),
        ("Mette Holm", Decimal(225)),
        ("Mette Holm", Decimal("895.50")),
    ]
    today = timezone.localdate()
    assert document.total == Decimal("8245.50") == sum(each.amount for each in document.lines.all())
    assert document.number == f"F{today.year}-0001"
    assert (document.payer_name, document.ean) == ("Odense Kommune", events.EAN)
    assert (document.payer_reference, document.order_number) == ("Borgerrådgiveren", "4500123")
    assert (document.issued_on, document.due_on) == (today, today + timedelta(days=30))
    assert document.seller["name"] == "Københavns Kommune"
    assert due(conference) == []


def test_another_reference_number_or_municipality_is_another_invoice(
    conference, seller, editor, mette
):
    for number, changes in enumerate(
        [
            {"payer_reference": "Et andet kontor"},
            {"order_number": ""},
            {"ean": "5790000000005"},
            {"payer": municipality("Faxe")},
        ]
    ):
        person = make_member(f"Nummer {number}", "Odense")
        events.register(conference, person, **{**REFERENCE, **changes})
    documents = billing.bill_all(conference, by=editor)
    assert len(documents) == 5
    assert sorted(each.serial for each in documents) == [1, 2, 3, 4, 5]


def test_what_costs_nothing_stands_on_no_document(conference, seller, editor):
    person = make_member("Uden Pris", "Odense")
    arranging.change(
        conference=conference, facts=events.conference_facts(price=Decimal(0)), by=editor
    )
    free = events.make_part(conference, "meal", by=editor)
    events.register(conference, person, parts=[free])
    assert due(conference) == []
    assert billing.bill_all(conference, by=editor) == []


def test_who_waits_is_not_charged_and_a_shared_room_is_paid_once(
    conference, seller, editor, night, mette
):
    guest = events.register(conference, make_member("Ida Gæst", "Odense"), parts=[night])
    share = sharing.ask(registration=mette, other=guest, by=mette.person)
    sharing.agree(share=share, by=guest.person)
    full = events.make_part(conference, "meal", day=1, capacity=1, price=Decimal(300), by=editor)
    events.register(conference, make_member("Først Kommen", "Faxe"), parts=[full])
    booking.book(registration=guest, parts=[night], waits=[full], by=guest.person)
    amounts = {
        line.name: line.amount
        for document in billing.bill_all(conference, by=editor)
        for line in document.lines.filter(thing=night.pk)
    }
    charged = {"Mette Holm", "Ida Gæst"} & set(amounts)
    assert len(charged) == 1 and amounts[charged.pop()] == Decimal("895.50")
    assert not Line.objects.filter(thing=full.pk, name="Ida Gæst").exists()


def test_nobody_bills_without_the_right_or_before_the_sender_is_known(conference, mette, editor):
    tokens = [each.token for each in due(conference)]
    with pytest.raises(Refused) as refused:
        issuing.bill(conference=conference, tokens=tokens, by=editor)
    assert refused.value.codes == ["no_seller"]
    billing.make_seller(by=editor)
    with pytest.raises(Refused) as refused:
        issuing.bill(conference=conference, tokens=tokens, by=mette.person)
    assert refused.value.codes == ["not_allowed"]
    assert not Document.objects.exists()


# --- numbers -----------------------------------------------------------------------------------------
def test_numbers_run_without_a_gap_by_kind_and_year(conference, seller, editor, mette):
    december = datetime(2026, 12, 31, 23, 30, tzinfo=COPENHAGEN)
    (first,) = billing.bill_all(conference, at=december, by=editor)
    assert (first.number, first.issued_on) == ("F2026-0001", date(2026, 12, 31))
    assert first.due_on == date(2027, 1, 30)
    move(mette, editor)
    note, new = billing.bill_all(conference, at=december + timedelta(hours=1), by=editor)
    assert (note.number, new.number) == ("K2027-0001", "F2027-0001")
    assert note.credits == first and note.total == first.total and note.due_on is None
    assert {(each.kind, each.year): each.last for each in Counter.objects.all()} == {
        (Kind.INVOICE, 2026): 1,
        (Kind.CREDIT_NOTE, 2027): 1,
        (Kind.INVOICE, 2027): 1,
    }


def test_what_comes_to_nothing_takes_no_number(conference, seller, editor, mette, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError("the disk is full")

    tokens = [each.token for each in due(conference)]
    monkeypatch.setattr(issuing, "_record", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        issuing.bill(conference=conference, tokens=tokens, by=editor)
    monkeypatch.undo()
    assert not Document.objects.exists() and not Line.objects.exists()
    (document,) = billing.bill_all(conference, by=editor)
    assert document.serial == 1


def test_a_second_click_bills_nothing_and_a_made_up_one_is_refused_whole(
    conference, seller, editor, mette
):
    (one,) = due(conference)
    assert len(issuing.bill(conference=conference, tokens=[one.token], by=editor)) == 1
    assert issuing.bill(conference=conference, tokens=[one.token], by=editor) == []
    events.register(conference, make_member("Ny Nielsen", "Faxe"))
    (two,) = due(conference)
    with pytest.raises(Refused) as refused:
        issuing.bill(conference=conference, tokens=[two.token, "f" * 32], by=editor)
    assert refused.value.codes == ["stale"]
    assert Document.objects.count() == 1


def test_what_has_changed_since_the_list_was_read_is_not_billed(conference, seller, editor, mette):
    (seen,) = due(conference)
    booking.book(registration=mette, parts=[], by=mette.person)
    with pytest.raises(Refused) as refused:
        issuing.bill(conference=conference, tokens=[seen.token], by=editor)
    assert refused.value.codes == ["stale"]
    assert not Document.objects.exists()


# --- it never changes --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "changes",
    [
        {"total": 1},
        {"number": "F2026-9999"},
        {"ean": "5790000000005"},
        {"payer_name": "En anden"},
        {"payer_reference": "Et andet kontor"},
        {"order_number": ""},
        {"issued_on": date(2020, 1, 1)},
        {"seller": {}},
        {"vat": "standard"},
        {"subject": "Noget andet"},
    ],
)
def test_the_database_refuses_to_change_a_document(conference, seller, editor, mette, changes):
    (document,) = billing.bill_all(conference, by=editor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**changes)
    for name, value in changes.items():
        setattr(document, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        document.save()


@pytest.mark.parametrize(
    "changes",
    [{"amount": 1}, {"title": "Gratis"}, {"thing": 7}, {"name": "En Anden"}, {"order": 9}],
)
def test_the_database_refuses_to_change_a_line(conference, seller, editor, mette, changes):
    (document,) = billing.bill_all(conference, by=editor)
    with pytest.raises(IntegrityError), transaction.atomic():
        document.lines.all()[:1].get().__class__.objects.filter(
            pk=document.lines.first().pk
        ).update(**changes)


def test_only_an_erased_persons_name_is_taken_out(conference, seller, editor, mette):
    (document,) = billing.bill_all(conference, by=editor)
    Line.objects.update(name="Tidligere medlem", person=None)
    Document.objects.update(payer_reference="Att. Tidligere medlem", issued_by=None)
    document.refresh_from_db()
    assert document.payer_reference == "Att. Tidligere medlem"


def test_what_is_renamed_or_costs_more_afterwards_does_not_touch_what_was_billed(
    conference, seller, editor, mette, lunch
):
    (document,) = billing.bill_all(conference, by=editor)
    before = lines(document)
    Part.objects.filter(pk=lunch.pk).update(title="Noget andet", price=999)
    Conference.objects.filter(pk=conference.pk).update(price=9999, title="Et andet møde")
    billing.make_seller(name="En anden kommune", by=editor)
    document.refresh_from_db()
    assert lines(document) == before and document.seller["name"] == "Københavns Kommune"
    assert due(conference) == [], "what was promised when it was booked is what is charged"


@pytest.mark.parametrize("count", [1, 3, 30])
def test_working_out_what_waits_takes_the_same_queries(
    conference, seller, editor, lunch, count, django_assert_num_queries
):
    for number in range(count):
        events.register(conference, make_member(f"Nr {number}", "Odense"), parts=[lunch])
    conference = Conference.objects.get(pk=conference.pk)
    with django_assert_num_queries(9):
        assert len(all_due(conference)[0].drafts[0].charges) == count
