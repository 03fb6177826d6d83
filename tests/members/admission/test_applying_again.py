"""An application that is left, resumed, sent twice or withdrawn, and how long its link leads to it."""

from datetime import timedelta
from unittest import mock

import pytest
from django.conf import settings
from django.core import signing
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
    link_to,
    make_application,
    make_draft,
    step_page,
    write,
)
from tests.members.admission.asking import START, ask, days_later

pytestmark = pytest.mark.django_db


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
