"""Somebody without an account fills in how the invoice finds its way, and sees nothing else."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from events.conference import payer_links
from events.conference.flows import forgetting, payer_link, registering
from events.conference.models import Conference, PayerLink, Registration
from events.conference.views import paying
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice
from tests.factories.events import EAN, WRONG_EAN, make_conference, register
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
OTHER_EAN = "5790000121410"
SENT = {"ean": OTHER_EAN, "payer_reference": "Løn og Økonomi", "order_number": "4711"}


@pytest.fixture(autouse=True)
def nobody_has_asked():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def conference(personas):
    return make_conference(by=personas.editor)


@pytest.fixture
def mine(conference, personas):
    return register(conference, personas.member, diet="ingen skaldyr", needs="hørebøjle")


@pytest.fixture
def link(mine):
    return payer_link.make(registration=mine, by=mine.person)


def words(page) -> str:
    return " ".join(strip_tags(page.text.replace("<", " <")).split())


def receipt(registration) -> str:
    return reverse("conference:receipt", args=[registration.pk])


def payment(registration) -> tuple:
    registration.refresh_from_db()
    return registration.ean, registration.payer_reference, registration.order_number


def test_the_participant_makes_a_link_and_somebody_without_an_account_fills_it_in(
    client, personas, mine
):
    client.force_login(personas.member)
    client.post(reverse("conference:payer_link", args=[mine.pk]), {"svar": "ja"})
    address = payer_links.address(PayerLink.objects.get())
    assert address in client.get(receipt(mine)).text
    client.logout()
    page = client.get(address)
    assert "Mette Holm 3.450,00 kr." in words(page) and "Odense" in words(page)
    assert client.post(address, SENT)["Location"] == address
    assert payment(mine) == (OTHER_EAN, "Løn og Økonomi", "4711")
    assert mine.payer.name == "Odense"
    notice = Notice.objects.get(recipient=personas.member, kind="conference_payer")
    assert notice.title == "Betalerens del af din tilmelding er udfyldt"
    client.force_login(personas.member)
    read = words(client.get(receipt(mine)))
    assert "Udfyldt gennem linket den" in read and f"{OTHER_EAN} · Løn og Økonomi · 4711" in read
    entry = Entry.objects.get(action="conference.payer_filled_in")
    assert (entry.by_id, entry.about_id) == (None, personas.member.pk)


def test_nothing_else_is_seen_or_changed(client, mine, link):
    address = payer_links.address(link)
    before = {name: value for name, value in vars(mine).items() if name not in ("_state", *SENT)}
    page = client.get(address)
    for hidden in ("skaldyr", "hørebøjle", mine.person.email):
        assert hidden not in page.text
    assert page["Referrer-Policy"] == "strict-origin" and "no-store" in page["Cache-Control"]
    client.post(address, {**SENT, "payer": "1", "diet": "alt", "state": "cancelled", "price": "0"})
    mine.refresh_from_db()
    assert {name: getattr(mine, name) for name in before if name != "_state"} == {
        name: value for name, value in before.items() if name != "_state"
    }


def test_those_on_the_same_bill_are_on_the_page_and_nobody_else(client, personas, mine, link):
    conference = mine.conference
    facts = {"by": personas.member}
    with_me = register(conference, make_member("Bo Bang", "Odense"), **facts)
    elsewhere = register(
        conference, make_member("Ea Ek", "Odense"), payer_reference="En anden", **facts
    )
    alone = register(conference, make_member("Åse Ås", "Odense"))
    page = client.get(payer_links.address(link))
    assert [name for name, _amount in page.context["people"]] == ["Bo Bang", "Mette Holm"]
    assert page.context["total"] == 6900
    client.post(payer_links.address(link), SENT)
    assert payment(with_me)[0] == OTHER_EAN
    assert payment(elsewhere)[0] == payment(alone)[0] == EAN


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("ean", {"ean": WRONG_EAN}),
        ("ean", {"ean": ""}),
        ("payer_reference", {"payer_reference": " "}),
        ("payer_reference", {"payer_reference": "010190-1234"}),
        ("order_number", {"order_number": "0101901234"}),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(client, mine, link, field, changes):
    page = client.post(payer_links.address(link), {**SENT, **changes})
    assert list(page.context["form"].errors) == [field]
    assert payment(mine)[0] == EAN and not Notice.objects.filter(kind="conference_payer").exists()


def test_filled_in_twice_it_is_told_once(client, mine, link):
    for _ in range(2):
        client.post(payer_links.address(link), SENT)
    assert Notice.objects.filter(kind="conference_payer").count() == 1


# --- when it holds --------------------------------------------------------------------------------------
def gone(how: str, mine, link) -> None:
    person = mine.person
    if how == "taken back":
        payer_link.take_back(registration=mine, by=person)
    elif how == "made anew":
        payer_link.make(registration=mine, by=person)
    elif how == "too old":
        PayerLink.objects.update(expires_at=timezone.now())
    elif how == "cancelled":
        registering.cancel_registration(registration=mine, by=person)
    elif how == "begun":
        Conference.objects.update(starts_on=timezone.localdate())
    elif how == "called off":
        Conference.objects.update(state="cancelled")
    else:
        person.memberships.update(ended_at=timezone.now())


@pytest.mark.parametrize(
    "how", ["taken back", "made anew", "too old", "cancelled", "begun", "called off", "left"]
)
def test_a_link_that_holds_no_more_says_what_a_wrong_one_says(client, mine, link, how):
    address = payer_links.address(link)
    gone(how, mine, link)
    wrong = client.get(reverse("conference:payer", args=["findes:ikke"]))
    for answer in (client.get(address), client.post(address, SENT)):
        assert (answer.status_code, words(answer)) == (410, words(wrong))
    assert payment(mine)[0] == EAN


def test_a_link_that_is_taken_back_while_somebody_types_keeps_nothing(mine, link):
    payer_link.take_back(registration=mine, by=mine.person)
    with pytest.raises(Refused) as refused:
        payer_link.fill_in(link=link, ean=OTHER_EAN, payer_reference="x", by=None)
    assert refused.value.codes == ["link_gone"]
    assert payment(mine)[0] == EAN


def test_only_the_participant_makes_a_link_and_takes_it_back(client, personas, mine, link):
    client.force_login(personas.coordinator)
    address = reverse("conference:payer_link", args=[mine.pk])
    for answer in ("ja", "nej"):
        assert client.post(address, {"svar": answer}).status_code == 404
    assert PayerLink.objects.get().mark == link.mark
    with pytest.raises(Refused):
        payer_link.make(registration=mine, by=personas.coordinator)
    client.force_login(personas.member)
    client.post(address, {"svar": "nej"})
    assert not PayerLink.objects.exists()


def test_the_flow_refuses_a_cpr_number(link):
    with pytest.raises(ValidationError):
        payer_link.fill_in(link=link, ean=EAN, payer_reference="010190-1234", by=None)


@pytest.mark.parametrize(("action", "limit"), [("send", "1/h/ip"), ("write", "1/h/key")])
def test_it_is_written_only_so_often(client, monkeypatch, mine, link, action, limit):
    monkeypatch.setitem(paying.LIMITS, action, limit)
    address = payer_links.address(link)
    assert client.post(address, SENT).status_code == 302
    assert client.post(address, {**SENT, "order_number": "2"}).status_code == 429
    assert Registration.objects.get().order_number == "4711"


def test_wrong_addresses_are_sent_to_only_so_often(client, monkeypatch):
    monkeypatch.setitem(paying.LIMITS, "send", "1/h/ip")
    wrong = reverse("conference:payer", args=["findes:ikke"])
    assert [client.post(wrong, SENT).status_code for _ in range(2)] == [410, 429]


def test_the_link_is_forgotten_with_the_rest(mine, link):
    Conference.objects.update(
        starts_on=timezone.localdate() - timedelta(days=40),
        ends_on=timezone.localdate() - timedelta(days=38),
    )
    forgetting.erase_needs(before=timezone.now() - timedelta(days=30), by=None)
    assert not PayerLink.objects.exists()
