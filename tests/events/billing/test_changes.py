"""What changes after it was billed: a credit note and a new invoice, and nobody is billed twice."""

from decimal import Decimal

import pytest

from events.billing import queries
from events.billing.enums import Kind
from events.billing.flows import deciding
from events.billing.models import Document
from events.conference.flows import arranging, booking, on_behalf, registering, sharing
from events.conference.models import Booking
from portal.audit.models import Entry
from portal.kit.problems import Refused
from tests.factories import billing, events
from tests.factories.people import make_member

from .conftest import REFERENCE, due, let_close, lines, move

pytestmark = pytest.mark.django_db


# --- changes are a credit note and a new invoice -----------------------------------------------------
def test_another_payer_for_one_of_two_credits_the_invoice_and_writes_two(
    conference, seller, editor, mette, bo
):
    (old,) = billing.bill_all(conference, by=editor)
    move(mette, editor)
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
        move(mette, editor, ean=events.WRONG_EAN, also=[bo])
    mette.refresh_from_db()
    assert mette.ean == events.EAN and not mette.notes.exists()
    with pytest.raises(Refused):
        move(mette, mette.person)


def test_a_foreign_conferences_participant_is_not_changed_along(conference, editor, mette):
    other = events.make_conference(days=500, by=editor)
    foreign = events.register(other, mette.person)
    changed = move(mette, editor, also=[foreign])
    foreign.refresh_from_db()
    assert [each.pk for each in changed] == [mette.pk] and foreign.payer_reference != "Økonomi"
