"""One invoice for several advisers of one municipality, exact to the øre; changes as credit note and new."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.billing import queries
from events.billing.due import all_due
from events.billing.enums import Kind
from events.billing.flows import deciding, issuing
from events.billing.models import Counter, Document, Line
from events.conference.flows import arranging, booking, on_behalf, registering, sharing
from events.conference.models import Booking, Conference, Part
from portal.audit.models import Entry
from portal.kit.dates import COPENHAGEN
from portal.kit.problems import Refused
from tests.factories import billing, events
from tests.factories.people import make_member, municipality

from .conftest import REFERENCE, let_close

pytestmark = pytest.mark.django_db


def due(conference):
    return all_due(Conference.objects.get(pk=conference.pk))


def lines(document):
    return [(each.name, each.title, each.amount) for each in document.lines.all()]


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
    _move(mette, editor)
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


# --- changes are a credit note and a new invoice -----------------------------------------------------
def _move(registration, by, **changes):
    told = {
        "payer": registration.payer,
        "ean": registration.ean,
        "payer_reference": "Økonomi",
        "order_number": "",
        **changes,
    }
    return on_behalf.change_payer(registration=registration, **told, note="De ringede", by=by)


def test_another_payer_for_one_of_two_credits_the_invoice_and_writes_two(
    conference, seller, editor, mette, bo
):
    (old,) = billing.bill_all(conference, by=editor)
    _move(mette, editor)
    (change,) = due(conference)
    assert change.is_change and change.total == 0
    note, *new = billing.bill_all(conference, by=editor)
    assert (note.kind, note.credits, note.total) == (Kind.CREDIT_NOTE, old, old.total)
    assert lines(note) == lines(old)
    assert {each.payer_reference: each.total for each in new} == {
        "Borgerrådgiveren": Decimal(3675),
        "Økonomi": Decimal("4570.50"),
    }
    assert due(conference) == []
    assert Entry.objects.filter(action="billing.credited").count() == 1
    assert Entry.objects.filter(action="billing.issued").count() == 3


def test_several_are_collected_on_one_invoice_by_one_correction(conference, seller, editor, mette):
    other = events.register(
        conference, make_member("Ida Ny", "Odense"), payer_reference="Ida Ny", order_number=""
    )
    assert len(due(conference)) == 2
    changed = on_behalf.change_payer(
        registration=mette,
        payer=mette.payer,
        ean=mette.ean,
        payer_reference="Borgerrådgiveren",
        order_number="",
        also=[other],
        note="Vil have én faktura",
        by=editor,
    )
    assert {each.pk for each in changed} == {mette.pk, other.pk}
    (waiting,) = due(conference)
    assert len(waiting.drafts[0].charges) == 2
    assert mette.notes.count() == other.notes.count() == 1


def test_a_newcomer_on_the_same_number_gets_an_invoice_beside_it(
    conference, seller, editor, mette, bo
):
    (old,) = billing.bill_all(conference, by=editor)
    late = events.register(conference, make_member("Sen Sørensen", "Odense"), **REFERENCE)
    (waiting,) = due(conference)
    assert not waiting.is_change
    (new,) = billing.bill_all(conference, by=editor)
    assert {line.registration_id for line in new.lines.all()} == {late.pk}
    assert not hasattr(Document.objects.get(pk=old.pk), "credited_by")


def test_a_change_of_what_somebody_has_takes_the_newcomer_along(
    conference, seller, editor, mette, bo, lunch
):
    billing.bill_all(conference, by=editor)
    late = events.register(conference, make_member("Sen Sørensen", "Odense"), **REFERENCE)
    booking.book(registration=mette, parts=[lunch], by=mette.person)
    note, new = billing.bill_all(conference, by=editor)
    assert note.total == Decimal("8245.50") and new.total == Decimal(2 * 3675 + 3450)
    assert {line.registration_id for line in new.lines.all()} == {mette.pk, bo.pk, late.pk}


def test_cancelled_in_time_is_credited_and_nothing_new_is_written(
    conference, seller, editor, mette
):
    billing.bill_all(conference, by=editor)
    registering.cancel_registration(registration=mette, by=mette.person)
    (change,) = due(conference)
    assert change.total == Decimal("-4570.50") and change.drafts == []
    (note,) = billing.bill_all(conference, by=editor)
    assert note.kind == Kind.CREDIT_NOTE
    assert due(conference) == []


def test_a_conference_that_is_called_off_charges_nobody(conference, seller, editor, mette, bo):
    billing.bill_all(conference, by=editor)
    arranging.call_off(conference=conference, by=editor)
    (note,) = billing.bill_all(conference, by=editor)
    assert note.kind == Kind.CREDIT_NOTE and due(conference) == []


# --- given back late ---------------------------------------------------------------------------------
def test_given_back_late_is_charged_only_when_the_secretariat_says_so(
    conference, seller, editor, mette
):
    let_close(conference)
    registering.cancel_registration(registration=mette, by=mette.person)
    mette.refresh_from_db()
    assert mette.late_price == Decimal("4570.50") and not Booking.objects.exists()
    assert list(queries.late_ones(editor, conference)) == [mette]
    assert due(conference) == []
    deciding.decide(registration=mette, is_charged=True, note="Hotellet skal betales", by=editor)
    (document,) = billing.bill_all(conference, by=editor)
    ((_name, title, amount),) = lines(document)
    assert title.startswith("Afmeldt efter tilmeldingsfristen") and amount == Decimal("4570.50")
    deciding.decide(registration=mette, is_charged=False, note="Pladsen gik videre", by=editor)
    (note,) = billing.bill_all(conference, by=editor)
    assert note.credits == document
    assert list(queries.late_ones(editor, conference)) == []


def test_given_back_in_time_there_is_nothing_to_decide(conference, seller, editor, mette):
    registering.cancel_registration(registration=mette, by=mette.person)
    mette.refresh_from_db()
    assert mette.late_price is None
    with pytest.raises(Refused) as refused:
        deciding.decide(registration=mette, is_charged=True, note="x", by=editor)
    assert refused.value.codes == ["not_late"]


def test_a_room_that_stays_with_the_other_one_is_not_paid_twice(conference, seller, night, mette):
    guest = events.register(conference, make_member("Ida Gæst", "Odense"), parts=[night])
    share = sharing.ask(registration=mette, other=guest, by=mette.person)
    sharing.agree(share=share, by=guest.person)
    let_close(conference)
    host = Booking.objects.get(part=night, shared=False).registration
    registering.cancel_registration(registration=host, by=host.person)
    host.refresh_from_db()
    assert Booking.objects.get(part=night).is_charged, "the room stays with the other one"
    assert host.late_price == host.price + (225 if host.pk == mette.pk else 0)


# --- the payer is corrected --------------------------------------------------------------------------
def test_a_wrong_number_is_refused_and_nothing_is_changed(conference, editor, mette, bo):
    from portal.kit.ean import InvalidEan

    with pytest.raises(InvalidEan):
        _move(mette, editor, ean=events.WRONG_EAN, also=[bo])
    mette.refresh_from_db()
    assert mette.ean == events.EAN and not mette.notes.exists()
    with pytest.raises(Refused):
        _move(mette, mette.person)


def test_a_foreign_conferences_participant_is_not_changed_along(conference, editor, mette):
    other = events.make_conference(days=500, by=editor)
    foreign = events.register(other, mette.person)
    changed = _move(mette, editor, also=[foreign])
    foreign.refresh_from_db()
    assert [each.pk for each in changed] == [mette.pk] and foreign.payer_reference != "Økonomi"


@pytest.mark.parametrize("count", [1, 3, 30])
def test_working_out_what_waits_takes_the_same_queries(
    conference, seller, editor, lunch, count, django_assert_num_queries
):
    for number in range(count):
        events.register(conference, make_member(f"Nr {number}", "Odense"), parts=[lunch])
    conference = Conference.objects.get(pk=conference.pk)
    with django_assert_num_queries(4):
        assert len(all_due(conference)[0].drafts[0].charges) == count
