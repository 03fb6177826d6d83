"""What of billing is kept, and for how long; and what becomes of a name when somebody is erased."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from events.billing.due import all_due
from events.billing.exports import ubl
from events.billing.flows import forgetting
from events.billing.models import Closing, Document, Line
from events.billing.neutral import neutral
from events.conference.flows import on_behalf, registering
from events.conference.models import Booking, Conference, Registration
from members.people.flows import membership
from portal.retention.flows import erase_person, erase_what_has_run_out
from tests.factories import billing, events
from tests.factories.people import make_member, make_secretariat

from .conftest import let_close, let_end

pytestmark = pytest.mark.django_db


def night_comes(*, days: int = 0):
    return erase_what_has_run_out(now=timezone.now() + timedelta(days=days), by=None)


def test_what_costs_something_is_kept_until_it_is_billed(conference, seller, editor, mette, lunch):
    free = events.make_part(conference, "meal", day=1, by=editor)
    other = events.register(conference, make_member("Bo Lund", "Faxe"), parts=[lunch, free])
    let_end(conference)
    night_comes()
    assert set(Booking.objects.values_list("part__price", flat=True)) == {
        Decimal(225),
        Decimal("895.50"),
    }
    billing.bill_all(conference, by=editor)
    night_comes()
    assert not Booking.objects.exists() and Closing.objects.get().conference == conference
    assert Line.objects.count() == 5, "the documents say it from now on"
    assert all_due(Conference.objects.get()) == []
    assert Registration.objects.filter(pk__in=[mette.pk, other.pk]).count() == 2


def test_it_is_not_closed_while_something_waits(conference, seller, editor, mette):
    billing.bill_all(conference, by=editor)
    let_close(conference)
    late = events.register(conference, make_member("Sen Sørensen", "Faxe"), late=True, by=editor)
    registering.cancel_registration(registration=late, by=late.person)
    let_end(conference)
    night_comes()
    assert not Closing.objects.exists(), "a late cancellation is not decided yet"
    Registration.objects.filter(pk=late.pk).update(late_price=None)
    night_comes()
    assert Closing.objects.exists()


def test_a_payer_is_corrected_after_the_bookings_are_forgotten(conference, seller, editor, mette):
    (old,) = billing.bill_all(conference, by=editor)
    let_end(conference)
    night_comes()
    on_behalf.change_payer(
        registration=mette,
        payer=mette.payer,
        ean="5790000000005",
        payer_reference="Økonomi",
        note="Fakturaen kom retur",
        by=editor,
    )
    note, new = billing.bill_all(conference, by=editor)
    assert note.credits == old and new.total == old.total and new.ean == "5790000000005"
    assert [line.title for line in new.lines.all()] == [line.title for line in old.lines.all()]
    assert all_due(Conference.objects.get()) == []


def test_documents_go_five_years_after_their_financial_year(conference, seller, editor, mette):
    billing.bill_all(conference, by=editor)
    registering.cancel_registration(registration=mette, by=mette.person)
    billing.bill_all(conference, by=editor)
    last_evening = timezone.localtime().replace(month=12, day=31, hour=23)
    new_year = last_evening + timedelta(hours=1)
    assert forgetting.delete_documents(before=last_evening, by=None) == 0
    assert forgetting.delete_documents(before=new_year, by=None) == 2
    assert not Document.objects.exists() and not Line.objects.exists()
    assert forgetting.delete_documents(before=new_year, by=None) == 0


def test_an_invoice_stays_as_long_as_the_note_that_takes_it_back(conference, seller, editor, mette):
    now = timezone.now()
    billing.bill_all(conference, at=now - timedelta(days=366), by=editor)
    registering.cancel_registration(registration=mette, by=mette.person)
    billing.bill_all(conference, by=editor)
    assert forgetting.delete_documents(before=now, by=None) == 0


def test_an_erased_person_stands_on_no_document_and_its_sums_stand(
    conference, seller, editor, mette, bo
):
    (document,) = billing.bill_all(conference, by=editor)
    person = mette.person
    Registration.objects.filter(pk=bo.pk).update(payer_reference="Mette Holm")
    membership.end_membership(person=person, by=None)
    erase_person(person=person, by=make_secretariat(name="Asta Administrator"))
    document.refresh_from_db()
    names = {line.name for line in document.lines.all()}
    assert names == {"Bo Lund", "Tidligere medlem"}
    assert document.total == sum(line.amount for line in document.lines.all())
    assert b"Mette" not in ubl.xml(neutral(Document.objects.get(pk=document.pk)))
