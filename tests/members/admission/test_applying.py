"""From the address to the handed-in application, in the applicant's browser."""

from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from unittest import mock

import pytest
from django.conf import settings
from django.core import mail, signing
from django.urls import reverse
from django.utils import timezone

from members.admission.enums import State
from members.admission.flows import applying, exchanging
from members.admission.links import SALT, application_token
from members.admission.models import Application
from members.admission.steps import Step, fingerprint
from members.admission.views import doors
from members.vetting.flows import deciding, taking
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.factories.admission import (
    answers,
    fill_in,
    link_in,
    link_to,
    make_application,
    make_draft,
    places,
    step_page,
    write,
)
from tests.factories.people import make_former, make_member, make_secretariat, municipality

pytestmark = pytest.mark.django_db
START = reverse("admission:start")
SENT = reverse("admission:sent")


def ask(client, email, **more):
    return client.post(START, {"email": email, **more})


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


def test_a_draft_is_resumed_where_it_was_left_on_another_device(client):
    application = make_draft()
    later = {**answers(application, 1, phone=""), "do": "later"}
    assert client.post(step_page(application, 1), later).status_code == 302
    other = type(client)()
    page = reverse("admission:application", args=[application_token(application)])
    shown = other.get(page, follow=True)
    assert shown.context["form"].initial["name"] == "Astrid Møllegård"
    other.post(step_page(application, 1), answers(application, 1))
    assert "/trin/2/" in other.get(page)["Location"]
    other.post(step_page(application, 2), answers(application, 2))
    other.post(step_page(application, 3), answers(application, 3))
    assert "/forhaandsvisning/" in other.get(page)["Location"]


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_second_tab_never_writes_over_what_is_newer(client, step):
    application = make_draft()
    changes = {1: {"title": "Jurist"}, 2: {"form": "other"}, 3: {"motivation": "Nyere"}}[step]
    old, new = answers(application, step), answers(application, step, **changes)
    assert client.post(step_page(application, step), new).status_code == 302
    kept = fingerprint(Application.objects.get(), Step(step))
    answer = client.post(step_page(application, step), old)
    assert answer.status_code == 200
    assert answer.context["newer"]
    assert old["seen"] in answer.text, "and a second try with the same page is refused as well"
    assert fingerprint(Application.objects.get(), Step(step)) == kept
    # The very same once more is no conflict: a double click.
    assert client.post(step_page(application, step), new).status_code == 302


def test_another_step_in_another_tab_is_no_conflict(client):
    application = make_draft()
    one, two = answers(application, 1), answers(application, 2)
    assert client.post(step_page(application, 1), one).status_code == 302
    assert client.post(step_page(application, 2), two).status_code == 302


def test_a_page_with_an_error_builds_on_what_it_has_just_kept(client):
    application = make_draft()
    wrong = answers(application, 1, phone="123")
    shown = client.post(step_page(application, 1), wrong)
    mended = {**wrong, "phone": "24618037", "seen": shown.context["form"]["seen"].value()}
    assert client.post(step_page(application, 1), mended).status_code == 302


def test_the_preview_names_everything_that_is_missing_and_hands_in_nothing(client):
    application = make_draft()
    page = reverse("admission:preview", args=[application_token(application)])
    answer = client.post(page, follow=True)
    assert not answer.context["is_whole"]
    application.refresh_from_db()
    assert application.state == State.DRAFT
    with pytest.raises(Refused) as refused:
        applying.submit(application=application)
    assert refused.value.codes == [
        "no_name",
        "no_title",
        "no_phone",
        "no_role",
        "no_municipality",
        "no_consent",
    ]


def test_consent_may_be_taken_back_while_it_is_a_draft(client):
    application = make_draft()
    fill_in(client, application)
    client.post(step_page(application, 3), answers(application, 3, consent=""))
    application.refresh_from_db()
    assert application.consented_at is None


def test_sending_twice_or_from_a_second_tab_makes_one_application(client):
    application = make_draft()
    fill_in(client, application)
    token = application_token(application)
    preview, page = (
        reverse(name, args=[token]) for name in ("admission:preview", "admission:application")
    )
    old = answers(application, 1, name="En Anden")
    client.post(preview)
    for second in (
        client.post(preview, follow=True),
        client.post(reverse("admission:step", args=[token, 1]), old, follow=True),
    ):
        assert second.redirect_chain == [(page, 302)]
    application.refresh_from_db()
    assert application.name == "Astrid Møllegård"
    assert OutgoingMail.objects.filter(template="admission/mail/receipt").count() == 1


def test_the_address_must_be_proven_before_anything_is_written():
    application = make_draft(confirmed=False)
    with pytest.raises(Refused) as refused:
        write(application)
    assert refused.value.codes == ["address_not_confirmed"]


def test_one_application_is_not_written_in_without_end(client):
    application = make_draft()
    posted = answers(application, 1)
    with mock.patch.dict(doors.LIMITS, {"write": "2/h/key"}):
        seen = [client.post(step_page(application, 1), posted).status_code for _ in range(3)]
    assert seen == [302, 302, 429]


def test_opening_the_link_proves_the_address_once(client):
    application = make_draft(confirmed=False)
    page = reverse("admission:application", args=[application_token(application)])
    client.head(page)
    application.refresh_from_db()
    assert application.email_confirmed_at is None
    client.get(page)
    client.get(page)
    application.refresh_from_db()
    assert application.email_confirmed_at
    assert Entry.objects.filter(action="admission.address_confirmed").count() == 1


@pytest.mark.parametrize(
    "token",
    ["vrøvl", "a:b:c", signing.dumps(1), signing.dumps(9999, salt=SALT)],
    ids=["nonsense", "colons", "another salt", "nobody's"],
)
def test_a_broken_link_offers_a_new_one(client, token):
    page = reverse("admission:application", args=[token])
    for answer in (
        client.get(page),
        client.post(page),
        client.get(f"{page}trin/1/"),
        client.post(f"{page}trin/2/", {"role": "adviser"}),
        client.get(f"{page}forhaandsvisning/"),
        client.post(f"{page}forhaandsvisning/"),
        client.post(f"{page}svar/", {"text": "Ja"}),
        client.get(f"{page}fil/1/"),
        client.post(f"{page}traek-tilbage/"),
    ):
        assert answer.status_code == 410
        assert f'action="{START}"' in answer.text


@contextmanager
def days_later(days: float):
    now = timezone.now().timestamp()
    with mock.patch("django.core.signing.time.time", return_value=now + days * 86_400):
        yield


def test_a_drafts_link_runs_out_after_its_days(client):
    page = reverse("admission:application", args=[application_token(make_draft())])
    with days_later(settings.APPLICATION_DRAFT_DAYS - 0.01):
        assert client.get(page).status_code == 302
    with days_later(settings.APPLICATION_DRAFT_DAYS + 0.01):
        assert client.get(page).status_code == 410


def test_the_link_outlasts_a_hearing_and_ends_some_time_after_the_decision(client, vetter):
    application = taking.take(application=make_application(), by=vetter)
    page = reverse("admission:application", args=[application_token(application)])
    exchange = exchanging.ask(
        application=application,
        kind="hearing",
        text="Vi overvejer et afslag.",
        due_on=timezone.localdate() + timedelta(days=60),
        by=vetter,
    )
    with days_later(59):
        assert "Vi overvejer et afslag." in client.get(page).text
        client.post(f"{page}svar/", {"text": "Jeg er borgerrådgiver."})
    exchange.refresh_from_db()
    assert exchange.answer == "Jeg er borgerrådgiver."
    deciding.reject(
        application=application, reason="no_function", text="Nej.", remedy="Søg igen.", by=vetter
    )
    with days_later(61):
        assert client.get(page).status_code == 200
        Application.objects.update(decided_at=timezone.now() - timedelta(days=31))
        assert client.get(page).status_code == 410


def test_the_link_is_told_to_nobody(client):
    answer = client.get(step_page(make_draft(), 1))
    assert answer["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer["Cache-Control"]


def test_an_applicant_withdraws_and_the_vetter_hears_of_it(client, vetter):
    application = make_application(email="fortryder@example.dk")
    taking.take(application=application, by=vetter)
    page = link_to("fortryder@example.dk")
    client.post(reverse("admission:withdraw", args=[application_token(application)]))
    application.refresh_from_db()
    assert application.state == State.WITHDRAWN
    assert "trukket" in client.get(page).text or "withdrawn" in client.get(page).text
    assert Notice.objects.filter(recipient=vetter, title__contains="Astrid").count() == 1
    client.post(reverse("admission:withdraw", args=[application_token(application)]))
    assert Entry.objects.filter(action="admission.withdrawn").count() == 1
    ask(client, "fortryder@example.dk")
    assert Application.objects.count() == 2


def test_the_municipalities_stand_in_danish_order(client):
    field = client.get(step_page(make_draft(), 2)).context["places"][0].fields["municipality"]
    names = [str(label) for _, label in field.choices]
    assert names[1] == "Albertslund"
    assert names[-2:] == ["Aalborg", "Aarhus"]
    assert len(names) == 99


def test_the_status_page_says_how_it_goes(client, vetter):
    from tests.factories.vetting import make_rejected

    application = make_application()
    page = reverse("admission:application", args=[application_token(application)])
    assert 'aria-current="step"' in client.get(page).text
    make_rejected(application, vetter, text="Kommunen har ingen.")
    shown = client.get(page).text
    assert "Kommunen har ingen." in shown
    assert reverse("admission:withdraw", args=[application_token(application)]) not in shown
