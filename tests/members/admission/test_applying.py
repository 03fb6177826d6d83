"""From the address to the handed-in application, in the applicant's browser."""

from datetime import timedelta
from unittest import mock

import pytest
from django.conf import settings
from django.core import mail, signing
from django.urls import reverse
from django.utils import timezone

from members.admission.enums import State
from members.admission.flows import applying
from members.admission.links import SALT, application_token
from members.admission.models import Application
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.factories.admission import answers, link_in, link_to, make_application, make_draft
from tests.factories.people import make_former, make_member, make_secretariat

pytestmark = pytest.mark.django_db
START = reverse("admission:start")
SENT = reverse("admission:sent")


def ask(client, email, **more):
    return client.post(START, {"email": email, **more})


def test_a_stranger_applies_and_gets_a_receipt(client, run_jobs):
    vetter = make_secretariat()
    assert ask(client, "astrid@skanderborg.example.dk")["Location"] == SENT
    run_jobs()
    page = link_in(mail.outbox[-1])
    assert client.get(page).status_code == 200
    answer = client.post(page, answers())
    assert answer.status_code == 302
    assert answer["Location"] == page
    application = Application.objects.get()
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
    ("changes", "field"),
    [
        ({"municipality": 999_999}, "municipality"),
        ({"municipality": ""}, "municipality"),
        ({"phone": "123"}, "phone"),
        ({"phone": "010190-1234"}, "phone"),
        ({"name": "Ib 010190-1234"}, "name"),
        ({"title": "Rådgiver 0101901234"}, "title"),
        ({"motivation": "Sagen om 010190-1234 fik mig hertil."}, "motivation"),
        ({"in_post_since": "i går"}, "in_post_since"),
        ({"in_post_since": "1826-08-01"}, "in_post_since"),
        ({"role": "borgmester"}, "role"),
        ({"consent": ""}, "consent"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, changes, field):
    application = make_draft()
    page = reverse("admission:application", args=[application_token(application)])
    answer = client.post(page, answers(**{"title": "Jurist i funktionen", **changes}))
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {field}
    assert f'href="#id_{field}' in answer.text
    if field not in ("name", "title"):
        assert "Jurist i funktionen" in answer.text
    application.refresh_from_db()
    assert application.state == State.DRAFT


def test_dates_and_phones_may_be_written_the_danish_way(client):
    application = make_draft()
    page = reverse("admission:application", args=[application_token(application)])
    client.post(page, answers(in_post_since="1.8.2026", phone="+45 24618037"))
    application.refresh_from_db()
    assert str(application.in_post_since) == "2026-08-01"
    assert application.phone == "24 61 80 37"


def test_sending_twice_or_from_a_second_tab_makes_one_application(client):
    application = make_draft()
    page = reverse("admission:application", args=[application_token(application)])
    client.post(page, answers())
    second = client.post(page, answers(name="En Anden"), follow=True)
    assert second.redirect_chain == [(page, 302)]
    application.refresh_from_db()
    assert application.name == "Astrid Møllegård"
    assert OutgoingMail.objects.filter(template="admission/mail/receipt").count() == 1


def test_the_address_must_be_proven_before_handing_in():
    application = make_draft(confirmed=False)
    with pytest.raises(Refused) as refused:
        applying.submit(
            application=application,
            **{
                "name": "A",
                "title": "B",
                "phone": "",
                "municipality": make_application().municipality,
                "role": "adviser",
                "function_form": "council",
                "in_post_since": None,
                "motivation": "",
            },
        )
    assert refused.value.codes == ["address_not_confirmed"]


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
    for answer in (
        client.get(reverse("admission:application", args=[token])),
        client.post(reverse("admission:application", args=[token]), answers()),
        client.post(reverse("admission:withdraw", args=[token])),
    ):
        assert answer.status_code == 410
        assert f'action="{START}"' in answer.text


def test_a_link_runs_out_after_its_days(client):
    application = make_draft()
    page = reverse("admission:application", args=[application_token(application)])
    almost = timedelta(days=settings.APPLICATION_DRAFT_DAYS).total_seconds()
    now = timezone.now().timestamp()
    with mock.patch("django.core.signing.time.time", return_value=now + almost - 60):
        assert client.get(page).status_code == 200
    with mock.patch("django.core.signing.time.time", return_value=now + almost + 60):
        assert client.get(page).status_code == 410


def test_the_link_is_told_to_nobody(client):
    page = reverse("admission:application", args=[application_token(make_draft())])
    answer = client.get(page)
    assert answer["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer["Cache-Control"]


def test_an_applicant_withdraws_and_the_vetter_hears_of_it(client, vetter):
    from members.vetting.flows import taking

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
    page = reverse("admission:application", args=[application_token(make_draft())])
    names = [
        str(label) for _, label in client.get(page).context["form"].fields["municipality"].choices
    ]
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
