"""Paid or not: by hand, and from a file that is looked at first."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from events.billing import reconciling, standing, statements
from events.billing.flows import paying
from events.billing.models import Document, Payment
from events.conference.flows import registering
from portal.audit.models import Entry
from portal.kit.problems import Refused
from tests.factories import billing, events
from tests.factories.people import make_member, show_second_factor

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def document(conference, seller, editor, mette):
    return billing.bill_all(conference, by=editor)[0]


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    show_second_factor(client, editor)
    return client


def again(document):
    return Document.objects.get(pk=document.pk)


def stands(document) -> str:
    return standing.standing_of(again(document))


# --- by hand -----------------------------------------------------------------------------------------
def test_paid_by_hand_and_taken_back_with_a_trail(document, editor):
    assert stands(document) == "open"
    first = paying.mark_paid(document=document, paid_on=TODAY(), by=editor)
    assert paying.mark_paid(document=document, paid_on=TODAY(), by=editor) == first
    assert stands(document) == "paid"
    assert paying.take_back(document=document, by=editor)
    assert not paying.take_back(document=document, by=editor)
    assert stands(document) == "open"
    actions = Entry.objects.filter(action__startswith="billing.pa").order_by("pk")
    assert [each.action for each in actions] == ["billing.paid", "billing.payment_taken_back"]


@pytest.mark.parametrize(("days", "code"), [(1, "in_future"), (-1, "too_early")])
def test_a_day_that_cannot_be_is_refused(document, editor, days, code):
    with pytest.raises(Refused) as refused:
        paying.mark_paid(document=document, paid_on=TODAY() + timedelta(days=days), by=editor)
    assert refused.value.codes == [code] and not Payment.objects.exists()


def test_a_credited_invoice_a_credit_note_and_a_members_word_are_refused(
    document, conference, editor, mette
):
    registering.cancel_registration(registration=mette, by=mette.person)
    (note,) = billing.bill_all(conference, by=editor)
    for each, by, code in [
        (document, editor, "credited"),
        (note, editor, "no_invoice"),
        (document, mette.person, "not_allowed"),
    ]:
        with pytest.raises(Refused) as refused:
            paying.mark_paid(document=each, paid_on=TODAY(), by=by)
        assert code in refused.value.codes
    assert stands(document) == "credited" and stands(note) == "note"


def test_overdue_the_day_after_it_should_have_been_paid(conference, seller, editor, mette):
    on_the_day = timezone.now() - timedelta(days=30)
    (document,) = billing.bill_all(conference, at=on_the_day, by=editor)
    assert document.due_on == TODAY() and stands(document) == "open"
    events.register(conference, make_member("Sen Betaler", "Faxe"))
    (late,) = billing.bill_all(conference, at=on_the_day - timedelta(days=1), by=editor)
    assert stands(late) == "overdue"
    sums = standing.sums(standing.known(editor, conference))
    assert (sums.billed, sums.paid, sums.overdue) == (Decimal("8020.50"), 0, Decimal(3450))


# --- the file ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("amount", "read"),
    [
        ("4.570,50", "4570.50"),
        ("4570.50", "4570.50"),
        ("4570,5 kr.", "4570.5"),
        ("DKK 4.570", "4570"),
        ("-100,00", "-100"),
        ("mange", None),
        ("NaN", None),
        ("", None),
    ],
)
def test_amounts_as_ledgers_write_them(amount, read):
    (entry,) = statements.read(f"Fakturanummer;Beløb;Dato\nF1;{amount};01-02-2027".encode())
    assert entry.amount == (None if read is None else Decimal(read))


@pytest.mark.parametrize(
    "day", ["02-03-2027", "2027-03-02", "02.03.2027", "02/03/2027", "20270302"]
)
def test_days_as_ledgers_write_them(day):
    content = f"Dato,Nummer,Beløb,Tekst\n{day},f2027-0001,10,Tak".encode("cp1252")
    (entry,) = statements.read(content)
    assert entry.paid_on == date(2027, 3, 2) and entry.number == "F2027-0001"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no_headings"),
        (b"a;b;c\n1;2;3", "no_headings"),
        (b"PK\x03\x04\x00\x00", "no_table"),
        (b"x" * (statements.LARGEST + 1), "too_large"),
    ],
)
def test_what_is_no_list_of_payments_is_refused(content, code):
    with pytest.raises(Refused) as refused:
        statements.read(content)
    assert refused.value.codes == [code]


def file_of(*rows: tuple) -> bytes:
    lines = ["Fakturanummer;Beløb;Dato", *(";".join(map(str, row)) for row in rows)]
    return "\r\n".join(lines).encode("utf-8-sig")


def test_every_line_has_its_verdict_and_only_what_fits_is_taken_in(
    document, conference, editor, mette
):
    paid = _another(conference, editor, "Betalt Berit")
    paying.mark_paid(document=paid, paid_on=TODAY(), by=editor)
    differs = _another(conference, editor, "Skæv Skov")
    day = f"{TODAY():%d-%m-%Y}"
    content = file_of(
        (document.number, "4.570,50", day),
        (paid.number, "3450,00", day),
        (differs.number, "3449,00", day),
        ("F2026-0999", "10,00", day),
        (document.number, "4.570,50", day),
        (differs.number, "3450,00", "engang"),
    )
    entries = statements.read(content)
    report = reconciling.reconciled(editor, entries)
    assert [row.verdict for row in report.rows] == [
        "fits",
        "paid",
        "differs",
        "unknown",
        "twice",
        "unreadable",
    ]
    assert Payment.objects.count() == 1, "a look writes nothing"
    (payment,) = paying.take_in(entries=entries, token=report.token, by=editor)
    assert (payment.document, payment.source) == (document, "file")
    assert paying.take_in(entries=entries, token=report.token, by=editor) == []
    assert stands(differs) == "open"


def _another(conference, editor, name):
    events.register(conference, make_member(name, "Faxe"), payer_reference=name)
    return billing.bill_all(conference, by=editor)[0]


def test_what_changes_between_looking_and_taking_in_stops_all_of_it(
    document, conference, editor, mette
):
    other = _another(conference, editor, "Anden And")
    day = f"{TODAY():%d-%m-%Y}"
    entries = statements.read(
        file_of((document.number, "4570,50", day), (other.number, "3450,00", day))
    )
    seen = reconciling.reconciled(editor, entries).token
    registering.cancel_registration(registration=mette, by=mette.person)
    billing.bill_all(conference, by=editor)
    with pytest.raises(Refused) as refused:
        paying.take_in(entries=entries, token=seen, by=editor)
    assert refused.value.codes == ["stale"] and not Payment.objects.exists()


# --- on the page -------------------------------------------------------------------------------------
def test_the_file_is_looked_at_and_then_taken_in(desk, conference, document):
    page = reverse("billing_desk:payments", args=[conference.pk])
    content = file_of((document.number, "4.570,50", f"{TODAY():%d-%m-%Y}"), ("F1", "1", "x"))
    shown = desk.post(page, {"file": SimpleUploadedFile("bank.csv", content)})
    report = shown.context["report"]
    assert len(report.fitting) == 1 and len(report.rest) == 1 and not Payment.objects.exists()
    sent = {"read": shown.context["carried"], "token": report.token}
    assert desk.post(page, sent)["Location"] == reverse(
        "billing_desk:overview", args=[conference.pk]
    )
    assert stands(document) == "paid"
    desk.post(page, sent)
    assert Payment.objects.count() == 1


def test_what_goes_along_cannot_be_tampered_with(desk, conference, document):
    page = reverse("billing_desk:payments", args=[conference.pk])
    answer = desk.post(page, {"read": "made-up", "token": "x"}, follow=True)
    assert "Vælg filen igen" in answer.content.decode() and not Payment.objects.exists()


def test_a_wrong_file_says_what_is_wrong(desk, conference, seller):
    page = reverse("billing_desk:payments", args=[conference.pk])
    answer = desk.post(page, {"file": SimpleUploadedFile("x.csv", b"a;b\n1;2")})
    assert answer.context["form"].errors["file"]


def test_paid_and_taken_back_on_the_page(desk, conference, document):
    address = {
        name: reverse(f"billing_desk:{name}", args=[conference.pk, document.pk])
        for name in ("document", "paid", "unpaid")
    }
    desk.post(address["paid"], {"paid_on": f"{TODAY():%d.%m.%Y}"})
    assert stands(document) == "paid"
    assert "Betalt" in desk.get(address["document"]).content.decode()
    desk.post(address["unpaid"])
    assert stands(document) == "open"
    assert desk.post(address["paid"], {"paid_on": "engang"}).status_code == 302
    assert stands(document) == "open"


def test_another_conferences_document_is_not_there(desk, conference, document, editor):
    other = events.make_conference(days=500, by=editor)
    for name in ("document", "pdf", "xml"):
        assert (
            desk.get(reverse(f"billing_desk:{name}", args=[other.pk, document.pk])).status_code
            == 404
        )
    for name in ("paid", "unpaid"):
        address = reverse(f"billing_desk:{name}", args=[other.pk, document.pk])
        assert desk.post(address, {"paid_on": f"{TODAY():%Y-%m-%d}"}).status_code == 404
    assert not Payment.objects.exists()
