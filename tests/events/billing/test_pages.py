"""The desk's pages, and what a member sees of a bill."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.billing import queries, rules
from events.billing.due import all_due, token_of
from events.billing.models import Document, LateDecision, Seller
from events.conference import windows
from events.conference.flows import registering
from events.conference.flows.colleagues import register_colleagues
from events.conference.models import Conference, Registration
from tests.factories import billing, events
from tests.factories.people import make_member, municipality, show_second_factor

from .conftest import REFERENCE, let_close

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    show_second_factor(client, editor)
    return client


def address(name, *args):
    return reverse(f"billing_desk:{name}", args=args)


def text_of(answer) -> str:
    return answer.content.decode().replace("\xa0", " ")


def tokens(conference):
    return [each.token for each in all_due(Conference.objects.get(pk=conference.pk))]


def everything(conference):
    return token_of(all_due(Conference.objects.get(pk=conference.pk)))


# --- billing -----------------------------------------------------------------------------------------
def test_the_overview_shows_payers_sums_and_what_is_missing(desk, conference, mette, bo):
    text = text_of(desk.get(address("overview", conference.pk)))
    assert "Odense" in text and "8.245,50 kr." in text and "Mette Holm" in text
    assert address("seller") in text
    assert "8.245,50 kr." in text_of(desk.get(reverse("conference_desk:overview")))


@pytest.mark.parametrize("count", [3, 30])
def test_the_overview_and_the_files_ask_no_more_for_more(
    desk, conference, lunch, night, editor, seller, count
):
    for number in range(count):
        person = make_member(f"Nummer {number}", "Odense")
        events.register(conference, person, parts=[lunch, night], payer_reference=f"Hold {number}")
    billing.bill_all(conference, by=editor)
    for number in range(count):
        person = make_member(f"Ny {number}", "Faxe")
        events.register(conference, person, parts=[lunch], payer_reference=f"Hold {number}")
    counted = {}
    for name in ("overview", "ledger", "e_invoices"):
        desk.get(address(name, conference.pk))
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(address(name, conference.pk)).status_code == 200
        counted[name] = len(captured)
    assert counted == {"overview": 26, "ledger": 10, "e_invoices": 10}


def test_what_waits_comes_a_page_at_a_time_and_is_billed_whole(
    desk, conference, seller, monkeypatch
):
    monkeypatch.setattr(windows, "ON_PAGE", 2)
    for number in range(3):
        person = make_member(f"Nummer {number}", "Odense")
        events.register(conference, person, payer_reference=f"Hold {number}")
    page = desk.get(address("overview", conference.pk))
    assert len(page.context["new"]) == 2
    assert page.context["all_token"] == everything(conference)
    desk.post(address("bill", conference.pk), {"all": page.context["all_token"]})
    second = desk.get(address("overview", conference.pk), {"page": 2}).context
    assert (len(second["rows"]), second["sums"].billed) == (1, 3 * conference.price)
    assert Document.objects.count() == 3


def test_all_or_what_is_ticked_is_billed(desk, conference, seller, mette):
    events.register(conference, make_member("Ida Ny", "Faxe"), payer=municipality("Faxe"))
    faxe, _odense = all_due(conference)
    page = address("bill", conference.pk)
    before = everything(conference)
    desk.post(page, {"due": [faxe.token]})
    assert [each.payer_name for each in Document.objects.all()] == ["Faxe Kommune"]
    told = desk.post(page, {"all": before}, follow=True)
    assert "Listen har ændret sig" in text_of(told) and Document.objects.count() == 1
    desk.post(page, {"all": everything(conference)})
    assert Document.objects.count() == 2
    told = desk.post(page, {"all": before}, follow=True)
    assert "allerede faktureret" in text_of(told) and Document.objects.count() == 2
    told = desk.post(page, {"due": [faxe.token]}, follow=True)
    assert "allerede faktureret" in text_of(told) and Document.objects.count() == 2


def test_a_price_in_the_form_is_not_read_and_a_foreign_token_refused(
    desk, conference, seller, editor, mette
):
    page = address("bill", conference.pk)
    other = events.make_conference(days=500, by=editor)
    events.register(other, make_member("Ida Ny", "Faxe"))
    for sent in ({"due": tokens(other)}, {"due": ["x"]}, {"all": "ja"}, {}):
        desk.post(page, sent)
    assert not Document.objects.exists()
    desk.post(page, {"due": tokens(conference), "total": "1", "amount": "1", "ean": "1"})
    assert Document.objects.get().total == Decimal("4570.50")


def test_a_late_cancellation_is_decided_with_a_reason(desk, conference, seller, mette):
    let_close(conference)
    registering.cancel_registration(registration=mette, by=mette.person)
    page = address("late", conference.pk, mette.pk)
    assert page in text_of(desk.get(address("overview", conference.pk)))
    assert desk.post(page, {"is_charged": "ja", "note": ""}).context["form"].errors["note"]
    wrong = desk.post(page, {"is_charged": "ja", "note": "Se 010190-1234"})
    assert wrong.context["form"].errors["note"] and not LateDecision.objects.exists()
    desk.post(page, {"is_charged": "ja", "note": "Hotellet skal betales"})
    assert LateDecision.objects.get().is_charged
    assert mette.notes.get().text == "Hotellet skal betales"


# --- the sender --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"cvr": "64942213"}, "cvr"),
        ({"cvr": "12"}, "cvr"),
        ({"ean": events.WRONG_EAN}, "ean"),
        ({"postcode": "15520"}, "postcode"),
        ({"bank_registration": "abcd"}, "bank_registration"),
        ({"bank_account": "12345678901"}, "bank_account"),
        ({"email": "ingen"}, "email"),
        ({"terms_days": "0"}, "terms_days"),
        ({"vat": "exempt", "vat_reason": ""}, "vat_reason"),
        ({"contact": "010190-1234"}, "contact"),
    ],
)
def test_a_sender_that_cannot_be_is_refused(desk, conference, changes, field):
    answer = desk.post(address("seller"), {**billing.SELLER, **changes})
    assert list(answer.context["form"].errors) == [field]
    assert not Seller.objects.exists()


def test_the_sender_is_kept_as_written(desk, conference):
    desk.post(
        address("seller"), {**billing.SELLER, "cvr": "DK 64 94 22 12", "ean": "5798 0098 00053"}
    )
    kept = Seller.objects.get()
    assert (kept.cvr, kept.ean, kept.terms_days) == ("64942212", "5798009800053", 30)
    assert "64942212" in text_of(desk.get(address("seller")))


# --- another payer -----------------------------------------------------------------------------------
def test_the_payer_is_corrected_for_two_at_once(desk, conference, seller, editor, mette):
    bo = events.register(conference, make_member("Bo Lund", "Odense"), payer_reference="Bo Lund")
    billing.bill_all(conference, by=editor)
    page = address("payer", conference.pk, mette.pk)
    text = text_of(desk.get(page))
    assert "Bo Lund" in text and "F" in text
    sent = {
        "payer": municipality("Odense").pk,
        "ean": events.EAN,
        "payer_reference": "Økonomi",
        "order_number": "77",
        "also": [bo.pk],
        "note": "De vil have én faktura",
    }
    wrong = desk.post(page, {**sent, "ean": events.WRONG_EAN})
    assert wrong.context["form"].errors["ean"]
    assert not Registration.objects.filter(payer_reference="Økonomi").exists()
    answer = desk.post(page, sent)
    assert answer["Location"] == reverse(
        "conference_desk:registration", args=[conference.pk, mette.pk]
    )
    assert Registration.objects.filter(payer_reference="Økonomi", order_number="77").count() == 2
    (change,) = all_due(conference)
    assert len(change.credits) == 2 and len(change.drafts) == 1


def test_a_foreign_participant_is_not_taken_along(desk, conference, editor, mette, bo):
    other = events.make_conference(days=500, by=editor)
    foreign = events.register(other, make_member("Ida Ny", "Odense"))
    page = address("payer", conference.pk, mette.pk)
    sent = {**REFERENCE, "payer": mette.payer_id, "ean": mette.ean, "note": "x"}
    answer = desk.post(page, {**sent, "also": [foreign.pk]})
    assert answer.status_code == 200
    assert desk.get(address("payer", other.pk, mette.pk)).status_code == 404


# --- a member's view ---------------------------------------------------------------------------------
def test_one_sees_ones_own_part_and_a_stranger_nothing(
    client, conference, seller, editor, mette, bo
):
    (document,) = billing.bill_all(conference, by=editor)
    page = reverse("billing:document", args=[document.pk])
    client.force_login(mette.person)
    text = text_of(client.get(page))
    assert "Mette Holm" in text and "4.570,50 kr." in text
    assert "Bo Lund" not in text and "8.245,50" not in text and "Andre står på" in text
    receipt = text_of(client.get(reverse("conference:receipt", args=[mette.pk])))
    assert document.number in receipt and page in receipt
    client.force_login(make_member("Frem Med", "Odense"))
    assert client.get(page).status_code == 404
    assert client.get(reverse("billing:document", args=[9999])).status_code == 404


def test_whoever_has_registered_a_colleague_sees_the_colleagues_part(
    client, conference, seller, editor, mette
):
    colleague = make_member("Bo Lund", "Odense")
    register_colleagues(
        conference=conference,
        people=[colleague],
        payer=mette.payer,
        ean=mette.ean,
        **REFERENCE,
        key=mette.idempotency_key,
        by=mette.person,
    )
    (document,) = billing.bill_all(conference, by=editor)
    client.force_login(mette.person)
    text = text_of(client.get(reverse("billing:document", args=[document.pk])))
    assert "Bo Lund" in text and "8.020,50 kr." in text
    assert document.number in text_of(client.get(reverse("conference:colleagues")))
    client.force_login(colleague)
    text = text_of(client.get(reverse("billing:document", args=[document.pk])))
    assert "Mette Holm" not in text and "3.450,00 kr." in text


def test_list_and_rule_say_the_same_for_every_persona(
    personas, conference, seller, editor, mette, bo
):
    events.register(conference, personas.member)
    documents = billing.bill_all(conference, by=editor)
    for name, user in {**personas.all(), "mette": mette.person, "bo": bo.person}.items():
        seen = set(queries.documents_for(user)) if user.is_authenticated else set()
        for each in documents:
            may = user.is_authenticated and rules.may_view(user, each)
            assert may is (each in seen), name


# --- it costs the same -------------------------------------------------------------------------------
@pytest.mark.parametrize("which", ["overview", "document", "mine"])
def test_a_page_takes_as_many_queries_for_thirty_as_for_one(
    desk, client, conference, seller, editor, lunch, which
):
    counts = []
    for more in (1, 2, 27):
        for number in range(more):
            person = make_member(f"Nr {more} {number}", "Odense")
            events.register(conference, person, parts=[lunch], payer_reference=f"R{number % 7}")
        documents = billing.bill_all(conference, by=editor)
        waits = make_member(f"Venter {more}", "Odense")
        events.register(conference, waits, payer_reference="Nyt")
        page = {
            "overview": address("overview", conference.pk),
            "document": address("document", conference.pk, documents[0].pk),
            "mine": reverse("billing:document", args=[documents[0].pk]),
        }[which]
        desk.get(page)
        with CaptureQueriesContext(connection) as found:
            assert desk.get(page).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1] == counts[2], counts
