"""From the address to the handed-in application, in the applicant's browser."""

from decimal import Decimal

import pytest
from django.core import mail
from django.urls import reverse

from members.admission.enums import State
from members.admission.links import application_token
from members.admission.models import Application
from portal.notices.models import Notice, OutgoingMail
from tests.factories.admission import (
    answers,
    link_in,
    make_draft,
    places,
    step_page,
)
from tests.factories.people import make_former, make_member, make_secretariat, municipality
from tests.members.admission.asking import ask

pytestmark = pytest.mark.django_db

SENT = reverse("admission:sent")


def test_a_stranger_applies_in_three_steps_and_gets_a_receipt(client, run_jobs):
    vetter = make_secretariat()
    assert ask(client, "astrid@skanderborg.example.dk")["Location"] == SENT
    run_jobs()
    page = link_in(mail.outbox[-1])
    application = Application.objects.get()
    steps = [step_page(application, step) for step in (1, 2, 3)]
    preview = reverse("admission:preview", args=[application_token(application)])
    ways = [client.get(page)["Location"]]
    for step in (1, 2, 3):
        ways.append(client.post(steps[step - 1], answers(application, step))["Location"])
    # A link made in another second is another link to the same page.
    assert [way.split("/")[3:] for way in ways] == [
        ["trin", "1", ""],
        ["trin", "2", ""],
        ["trin", "3", ""],
        ["forhaandsvisning", ""],
    ]
    assert "Astrid Møllegård" in client.get(preview).text
    assert client.post(preview).status_code == 302
    application.refresh_from_db()
    assert application.state == State.SUBMITTED
    assert application.municipality.name == "Skanderborg"
    assert application.phone == "24 61 80 37"
    assert application.consented_at and application.email_confirmed_at
    assert "Astrid Møllegård" in client.get(page).text
    run_jobs()
    assert {tuple(letter.to) for letter in mail.outbox[1:]} == {
        ("astrid@skanderborg.example.dk",),
        (vetter.email,),
    }
    assert "Astrid" not in next(each.body for each in mail.outbox if each.to == [vetter.email])
    assert Notice.objects.get(recipient=vetter).url == reverse(
        "admission_desk:case", args=[application.pk]
    )


def test_members_strangers_and_robots_see_the_same(client):
    member = make_member(email="mette@odense.example.dk")
    seen = [
        ask(client, "mette@odense.example.dk"),
        ask(client, "METTE@ODENSE.example.dk"),
        ask(client, "ny@odense.example.dk"),
        ask(client, "robot@odense.example.dk", homepage="https://example.dk"),
    ]
    assert {(each.status_code, each["Location"], each.content) for each in seen} == {
        (302, SENT, b"")
    }
    assert list(Application.objects.values_list("email", flat=True)) == ["ny@odense.example.dk"]
    letters = OutgoingMail.objects.values_list("address", "template", "recipient")
    assert sorted(letters) == [
        ("mette@odense.example.dk", "admission/mail/already_member", member.pk),
        ("mette@odense.example.dk", "admission/mail/already_member", member.pk),
        ("ny@odense.example.dk", "admission/mail/link", None),
    ]


def test_a_former_member_may_apply_again(client):
    former = make_former()
    ask(client, former.email)
    assert Application.objects.get().email == former.email


@pytest.mark.parametrize("email", ["", "intet-snabel-a", "a@b", "010190-1234@example.dk"])
def test_a_bad_address_is_refused_and_kept(client, email):
    answer = ask(client, email)
    assert answer.status_code == 200
    assert answer.context["form"].errors["email"]
    assert f'value="{email}"' in answer.text or not email
    assert not Application.objects.exists()


def test_one_mailbox_gets_few_letters_and_the_answer_stays_the_same(client):
    for _ in range(6):
        assert ask(client, "ny@odense.example.dk")["Location"] == SENT
    assert OutgoingMail.objects.count() == 4


def test_many_colleagues_behind_one_address_may_ask_but_not_without_end(client):
    for n in range(60):
        assert ask(client, f"ny{n}@odense.example.dk").status_code == 302
    answer = ask(client, "en-til@odense.example.dk")
    assert answer.status_code == 429
    assert 'value="en-til@odense.example.dk"' in answer.text


def test_asking_twice_leads_to_the_same_application(client):
    ask(client, "ny@odense.example.dk")
    ask(client, "NY@odense.example.dk")
    assert Application.objects.count() == 1


@pytest.mark.parametrize(
    ("step", "changes", "field"),
    [
        (1, {"phone": "123"}, "phone"),
        (1, {"phone": "010190-1234"}, "phone"),
        (1, {"name": "Ib 010190-1234"}, "name"),
        (2, {"municipality": 999_999}, "municipality"),
        (2, {"municipality": ""}, "municipality"),
        (2, {"since": "i går"}, "since"),
        (2, {"since": "1826-08-01"}, "since"),
        (2, {"form": "selvejende"}, "form"),
        (2, {"fte": "1000"}, "fte"),
        (2, {"fte": "mange"}, "fte"),
        (2, {"head": "Ib 010190-1234"}, "head"),
        (2, {"rules_url": "se hjemmesiden"}, "rules_url"),
        (2, {"rules_url": "https://example.dk/010190-1234"}, "rules_url"),
        (2, {"role": "borgmester"}, "role"),
        (3, {"motivation": "Sagen om 010190-1234 fik mig hertil."}, "motivation"),
        (3, {"consent": ""}, "consent"),
    ],
)
def test_what_is_wrong_is_said_and_only_what_is_good_is_kept(client, step, changes, field):
    application = make_draft()
    answer = client.post(step_page(application, step), answers(application, step, **changes))
    assert answer.status_code == 200
    form, places = answer.context["form"], answer.context["places"]
    wrong = set(form.errors) | {name for each in places or [] for name in each.errors}
    assert wrong == {field}
    assert f'href="#id_{field}' in answer.text or f'href="#id_sted-0-{field}' in answer.text
    application.refresh_from_db()
    assert application.state == State.DRAFT
    kept = [application.name, application.title, application.phone, application.role]
    good = {
        1: ["Astrid Møllegård", "Borgerrådgiver", "24 61 80 37", ""],
        2: ["", "", "", "adviser"],
    }
    if field in ("name", "phone"):
        good[1][("name", "title", "phone").index(field)] = ""
    if field == "role":
        good[2][3] = ""
    assert kept == good.get(step, ["", "", "", ""])
    assert application.functions.count() == (step == 2 and field != "municipality")
    assert "010190" not in str(list(Application.objects.values_list()))


def test_dates_phones_and_figures_may_be_written_the_danish_way(client):
    application = make_draft()
    client.post(step_page(application, 1), answers(application, 1, phone="+45 24618037"))
    client.post(step_page(application, 2), answers(application, 2, since="1.8.2026", fte="1,5"))
    application.refresh_from_db()
    function = application.functions.get()
    assert (application.phone, str(function.since), function.fte) == (
        "24 61 80 37",
        "2026-08-01",
        Decimal("1.5"),
    )


def test_several_municipalities_each_with_its_own_facts_and_none_twice(client):
    application = make_draft()
    page = step_page(application, 2)
    both = places(
        {"municipality": municipality("Skanderborg").pk},
        {"municipality": municipality("Odder").pk, "form": "other", "fte": "0,5", "head": "Ida"},
    )
    first = answers(application, 2)
    assert client.post(page, {**first, "do": "more"})["Location"] == f"{page}?flere=1"
    assert len(client.get(f"{page}?flere=1").context["places"]) == 2
    assert client.post(page, {**answers(application, 2), **both}).status_code == 302
    assert [(str(each), each.form, each.head) for each in application.functions.all()] == [
        ("Skanderborg", "council", ""),
        ("Odder", "other", "Ida"),
    ]
    twice = places(*[{"municipality": municipality("Odder").pk}] * 2)
    answer = client.post(page, {**answers(application, 2), **twice})
    assert answer.context["places"][1].errors["municipality"]
    gone = {**both, **answers(application, 2), **both, "sted-0-DELETE": "on"}
    assert client.post(page, gone).status_code == 302
    application.refresh_from_db()
    assert [str(each) for each in application.functions.all()] == ["Odder"]
    assert str(application.municipality) == "Odder"
