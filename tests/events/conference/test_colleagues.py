"""Registering colleagues of one's own municipality on one payer, and who sees what of it."""

from uuid import uuid4

import pytest

from events.conference import queries, rules
from events.conference.enums import RegistrationState
from events.conference.flows.colleagues import register_colleagues
from events.conference.flows.registering import cancel_registration
from events.conference.models import Conference, Registration
from members.municipalities.models import Municipality
from members.people.queries import members
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from portal.notices.tasks import render
from tests.factories.events import EAN, make_conference, register
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
PAGE = "/aarsmoede/tilmelding/kolleger/"


@pytest.fixture
def conference(personas):
    return make_conference(by=personas.editor)


@pytest.fixture
def mine(conference, personas):
    return register(conference, personas.member, payer_reference="Stab", order_number="4711")


@pytest.fixture
def colleagues():
    return [make_member(name, "Odense") for name in ("Bo Bang", "Ea Ek")]


@pytest.fixture
def buyer(client, personas, mine):
    client.force_login(personas.member)
    return client


def form(people, **changes) -> dict:
    values = {
        "key": uuid4(),
        "people": [person.pk for person in people],
        "payer": Municipality.objects.get(name="Odense").pk,
        "ean": EAN,
        "payer_reference": "Stab",
        "order_number": "4711",
    }
    return {**values, **changes}


def test_all_of_them_on_the_same_payer_in_one_go(buyer, colleagues, personas):
    shown = buyer.get(PAGE).context["form"]
    assert [shown[name].value() for name in ("ean", "payer_reference", "order_number")] == [
        EAN,
        "Stab",
        "4711",
    ]
    sent = form(colleagues)
    for _ in range(2):
        assert buyer.post(PAGE, sent).status_code == 302
    theirs = Registration.objects.filter(person__in=colleagues)
    assert {(r.payer.name, r.order_number, r.registered_by, r.is_confirmed) for r in theirs} == {
        ("Odense", "4711", personas.member, True)
    }
    assert Conference.objects.get().taken == 3
    entry = Entry.objects.get(action="conference.colleagues_registered")
    assert (entry.by_id, entry.facts) == (personas.member.pk, {"count": 2})
    # There is nobody more to register, and the way to those who are is still there.
    receipt = buyer.get(f"/aarsmoede/tilmelding/{Registration.objects.first().pk}/")
    assert f'href="{PAGE}"' in receipt.text and "Der er ingen at tilmelde" in buyer.get(PAGE).text


def test_each_of_them_is_told_and_completes_the_rest(buyer, colleagues, client):
    buyer.post(PAGE, form(colleagues[:1]))
    bo = colleagues[0]
    registration = Registration.objects.get(person=bo)
    notice = Notice.objects.get(recipient=bo, kind="conference_registered")
    assert notice.title.startswith("Mette") and "har tilmeldt dig" in notice.title
    letter = OutgoingMail.objects.get(recipient=bo)
    assert letter.template == "conference/mail/registered"
    assert letter.enclosure == f"conference:{registration.pk}:REQUEST"
    assert "vælger du dine sessioner" in render(letter).body
    client.force_login(bo)
    receipt = client.get(f"/aarsmoede/tilmelding/{registration.pk}/")
    assert "har tilmeldt dig" in receipt.text and f"/{registration.pk}/ret/" in receipt.text
    # They see all of their own, and paid nothing to see it.
    assert "4711" in receipt.text


def test_the_buyer_sees_who_and_what_it_costs_and_nothing_else(buyer, colleagues):
    buyer.post(PAGE, form(colleagues))
    registration = Registration.objects.get(person=colleagues[0])
    Registration.objects.filter(pk=registration.pk).update(
        diet="ingen skaldyr", needs="hørebøjle", emergency_name="Kirsten Kontakt"
    )
    page = buyer.get(PAGE).text
    assert "Bo Bang" in page and "3.450,00" in page.replace("\xa0", " ") and EAN in page
    for hidden in ("skaldyr", "hørebøjle", "Kirsten Kontakt"):
        assert hidden not in page
    assert buyer.get(f"/aarsmoede/tilmelding/{registration.pk}/").status_code == 404
    assert buyer.get(f"/aarsmoede/tilmelding/{registration.pk}/ret/").status_code == 404


def test_there_is_a_seat_for_each_or_for_nobody(buyer, colleagues):
    Conference.objects.update(capacity=2)
    page = buyer.post(PAGE, form(colleagues))
    assert "Der er 1 plads tilbage" in page.text
    assert Registration.objects.count() == 1 == Conference.objects.get().taken
    buyer.post(PAGE, form(colleagues, waits_for_seat="on"))
    states = Registration.objects.filter(person__in=colleagues).values_list("state", flat=True)
    assert sorted(states) == [RegistrationState.CONFIRMED, RegistrationState.WAITING]


def test_one_need_not_come_oneself(client, personas, conference, colleagues):
    """The head's secretary, or a colleague who stays at home, sees to it for the others."""
    client.force_login(personas.member)
    assert "Tilmeld kolleger uden selv at tage med" in client.get("/aarsmoede/").text
    shown = client.get(PAGE)
    assert shown.context["form"]["payer"].value() == Municipality.objects.get(name="Odense").pk
    client.post(PAGE, form(colleagues))
    assert {each.person for each in Registration.objects.all()} == set(colleagues)
    assert {each.registered_by for each in Registration.objects.all()} == {personas.member}
    page = client.get(PAGE).text
    assert "Bo Bang" in page and "Ea Ek" in page


def test_somebody_of_another_municipality_is_not_registered(buyer, conference, personas):
    stranger = make_member("Fremmed Friis", "Vejle")
    assert "Fremmed Friis" not in buyer.get(PAGE).text
    page = buyer.post(PAGE, form([stranger]))
    assert list(page.context["form"].errors) == ["people"]
    with pytest.raises(Refused) as refused:
        register_colleagues(
            conference=conference,
            people=[stranger],
            payer=Municipality.objects.get(name="Odense"),
            ean=EAN,
            payer_reference="Stab",
            key=uuid4(),
            by=personas.member,
        )
    assert refused.value.codes == ["not_yours"]


def test_who_has_registered_meanwhile_is_named(buyer, colleagues, conference):
    sent = form(colleagues)
    register(conference, colleagues[0])
    page = buyer.post(PAGE, sent)
    assert "Bo Bang: Du er allerede tilmeldt" in page.text
    assert not Registration.objects.filter(person=colleagues[1]).exists()


def test_who_has_cancelled_is_not_on_the_bill(buyer, colleagues):
    buyer.post(PAGE, form(colleagues))
    registration = Registration.objects.get(person=colleagues[0])
    cancel_registration(registration=registration, by=colleagues[0])
    page = buyer.get(PAGE)
    assert [each.person.name for each, _ in page.context["bought"]] == ["Ea Ek"]
    assert page.context["total"] == 3450


def test_the_page_asks_as_much_for_many_colleagues_as_for_few(
    buyer, personas, conference, django_assert_num_queries
):
    for count in (1, 3, 30):
        while Registration.objects.count() < count + 1:
            colleague = make_member(f"Nummer {uuid4()}", "Odense")
            register(conference, colleague, by=personas.member)
        buyer.get(PAGE)
        with django_assert_num_queries(8):
            assert buyer.get(PAGE).status_code == 200


def test_the_list_of_colleagues_is_the_rule(personas):
    """Whom one may register: for every persona, list and rule say the same."""
    make_member("Bo Bang", "Odense")
    everybody = list(members())
    for name, user in personas.all().items():
        if not user.is_authenticated or rules.may_manage(user):
            continue  # those who manage the conference register anybody, at their desk
        for other in everybody:
            if other.pk == user.pk:
                continue
            listed = rules.may_register(user) and queries.colleagues_of(user).contains(other)
            assert listed == rules.may_register_for(user, other), (name, other.name)
