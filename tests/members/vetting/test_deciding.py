"""The vetter's desk: who gets in, and what each button does."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members.admission.enums import State
from members.admission.flows import applying
from members.admission.models import Invitation
from members.admission.problems import to_notice
from members.admission.queries import applications_for
from members.admission.rules import may_view
from members.onboarding.models import Onboarding
from members.people.models import User
from members.people.rules import is_member
from members.vetting.flows import deciding, taking
from portal.audit.models import Entry
from portal.kit.calendar import working_days_between
from portal.kit.problems import Refused
from tests.factories.admission import make_admitted, make_application, make_draft, run_out
from tests.factories.people import make_former, make_member, make_secretariat, municipality
from tests.factories.vetting import REMEDY, make_heard, make_rejected

pytestmark = pytest.mark.django_db

#: The desk's own pages, and what is done to one case.
WHOLE = ("inbox", "figures", "texts")
OF_A_CASE = (
    "case",
    "take",
    "approve",
    "note",
    "sign",
    "ask_member",
    "take_back",
    "invite_again",
    "join",
)


def page(name, application):
    return reverse(f"admission_desk:{name}", args=[application.pk])


def letter_page(application, kind):
    return reverse("admission_desk:write", args=[application.pk, kind])


def fields_of(answer):
    form = answer.context["form"]
    return [(name, form[name]) for name in form.fields]


def test_only_vetters_see_applications(personas):
    application, draft = make_application(), make_draft()
    for name, user in personas.all().items():
        seen = set(applications_for(user))
        assert seen == ({application} if name == "administrator" else set()), name
        assert may_view(user, application) == (application in seen)
        assert not may_view(user, draft)


@pytest.mark.parametrize("name", [*WHOLE, *OF_A_CASE])
def test_the_desk_is_closed_to_all_others(client, personas, name):
    application = make_application()
    address = reverse(f"admission_desk:{name}", args=[] if name in WHOLE else [application.pk])
    for who, user in personas.all().items():
        if who == "administrator":
            continue
        client.logout()
        if user.is_authenticated:
            client.force_login(user)
        for answer in (client.get(address), client.post(address)):
            # Wagtail sends those who may enter the admin back to its front page.
            assert answer.status_code in (302, 403), who
            if answer.status_code == 302:
                assert answer["Location"].partition("?")[0] in (
                    reverse("account_login"),
                    reverse("wagtailadmin_home"),
                )
    application.refresh_from_db()
    assert application.state == State.SUBMITTED


def test_the_inbox_shows_what_waits_and_what_is_closed(desk, vetter):
    make_application("Åse Ø", "Aalborg", days_ago=20)
    taken = make_application("Bo B", "Odense")
    taking.take(application=taken, by=vetter)
    make_admitted(vetter, name="Carl C", at="Vejle")
    make_draft()
    inbox = desk.get(reverse("admission_desk:inbox"))
    assert [each.name for each in inbox.context["page_obj"]] == ["Åse Ø", "Bo B"]
    assert (inbox.context["waiting_count"], inbox.context["closed_count"]) == (2, 1)
    today = timezone.localdate()
    came = today - timedelta(days=20)
    assert inbox.context["page_obj"][0].age == working_days_between(came, today)
    assert "Karen Lund" in inbox.text
    closed = desk.get(reverse("admission_desk:inbox"), {"vis": "afgjorte"})
    assert [each.name for each in closed.context["page_obj"]] == ["Carl C"]


@pytest.mark.parametrize("tab", ["", "afgjorte"])
def test_the_inbox_asks_the_database_equally_often(desk, vetter, tab):
    address = reverse("admission_desk:inbox")
    asked, in_all = {}, {}
    for count in (1, 3, 30):
        while applications_for(vetter).count() < count:
            application = make_application()
            if tab:
                make_rejected(application, vetter)
            else:
                taking.take(application=application, by=vetter)
        desk.get(address, {"vis": tab})
        with CaptureQueriesContext(connection) as queries:
            desk.get(address, {"vis": tab})
        ours = [query for query in queries if 'FROM "admission_application"' in query["sql"]]
        asked[count], in_all[count] = len(ours), len(queries)
    assert asked == {1: 3, 3: 3, 30: 3}
    assert len(set(in_all.values())) == 1


def test_taking_a_case_makes_it_mine(desk, vetter):
    application = make_application()
    desk.post(page("take", application))
    application.refresh_from_db()
    assert (application.state, application.vetter) == (State.IN_VETTING, vetter)


def test_admitting_makes_a_member_with_post_introduction_and_invitation(desk, vetter, run_jobs):
    application = make_application(email="astrid@skanderborg.example.dk")
    answer = desk.post(page("approve", application), follow=True)
    assert answer.status_code == 200
    person = User.objects.get(email="astrid@skanderborg.example.dk")
    assert is_member(person)
    assert person.home_municipality.name == "Skanderborg"
    assert not person.has_usable_password()
    assert Onboarding.objects.filter(person=person).exists()
    assert Invitation.objects.get(person=person).state == "open"
    application.refresh_from_db()
    assert (application.state, application.person, application.vetter) == (
        State.APPROVED,
        person,
        vetter,
    )
    run_jobs()
    assert "/ansoeg/invitation/" in mail.outbox[-1].body


def test_a_double_click_admits_once(desk):
    application = make_application()
    desk.post(page("approve", application))
    desk.post(page("approve", application))
    assert Invitation.objects.count() == 1
    assert Entry.objects.filter(action="admission.approved").count() == 1


def test_a_second_vetter_changes_nothing(vetter):
    other = make_secretariat(name="Anden Jurist")
    application = make_application()
    person = deciding.approve(application=application, by=vetter)
    assert deciding.approve(application=application, by=other) == person
    application.refresh_from_db()
    assert application.vetter == vetter
    with pytest.raises(Refused) as refused:
        deciding.reject(
            application=application, reason="no_function", text="Nej.", remedy=REMEDY, by=other
        )
    assert refused.value.codes == ["already_decided"]
    assert is_member(person)


def test_a_second_vetters_click_is_told_so(desk, vetter):
    application = make_application()
    other = make_secretariat(name="Anden Jurist")
    deciding.approve(application=application, by=other)
    desk.post(page("approve", application))
    application.refresh_from_db()
    assert application.vetter == other


def test_a_withdrawn_application_cannot_be_decided(desk):
    application = make_application()
    applying.withdraw(application=application)
    for name in ("take", "approve"):
        assert desk.post(page(name, application)).status_code == 302
    assert desk.get(letter_page(application, "afslag")).status_code == 302
    application.refresh_from_db()
    assert application.state == State.WITHDRAWN
    assert not Invitation.objects.exists()


def test_a_draft_is_its_writers_alone(desk):
    assert desk.get(page("case", make_draft())).status_code == 404


def test_only_the_permission_decides():
    application = make_application()
    for flow in (taking.take, deciding.approve):
        with pytest.raises(Refused) as refused:
            flow(application=application, by=make_member())
        assert refused.value.codes == ["not_allowed"]
    application.refresh_from_db()
    assert application.vetter is None


def test_a_returning_member_keeps_the_account(vetter):
    former = make_former("Bodil Friis")
    first = make_application(email="anden@example.dk")
    assert deciding.approve(application=first, by=vetter) != former
    for _ in range(2):
        application = make_application("Bodil Friis", "Vejle", email=former.email)
        person = deciding.approve(application=application, by=vetter)
        assert person == former
        assert is_member(person)
        from members.people.flows import membership

        membership.end_membership(person=person, by=vetter)
    assert former.applications.count() == 2


def test_a_rejection_is_read_before_it_is_sent(desk, vetter, run_jobs):
    application = make_application(email="nej@example.dk")
    make_heard(application, vetter)
    address = letter_page(application, "afslag")
    begun = {name: field.value() or "" for name, field in fields_of(desk.get(address))}
    assert begun["reason"] == "no_function"
    assert desk.post(address, {"step": "preview"}).context["form"].errors.keys() == {
        "reason",
        "text",
        "remedy",
        "subject",
        "body",
    }
    words = {**begun, "text": "Kommunen har ikke funktionen endnu.", "remedy": "Ring til os."}
    preview = desk.post(address, {**words, "step": "preview"})
    assert words["text"] in preview.context["letter"].body
    application.refresh_from_db()
    assert application.state == State.IN_VETTING
    desk.post(address, {**words, "step": "send"})
    application.refresh_from_db()
    assert application.state == State.REJECTED
    run_jobs()
    sent = mail.outbox[-1]
    assert sent.to == ["nej@example.dk"]
    assert words["text"] in sent.body and words["remedy"] in sent.body
    assert "{" not in sent.body


def test_a_rejection_with_a_cpr_number_is_not_sent(desk, vetter):
    application = make_application()
    make_heard(application, vetter)
    address = letter_page(application, "afslag")
    words = {name: field.value() or "" for name, field in fields_of(desk.get(address))}
    words |= {"text": "Sagen 010190-1234 viser det.", "remedy": "Ring.", "step": "send"}
    answer = desk.post(address, words)
    assert answer.context["form"].errors.keys() == {"text"}
    with pytest.raises(ValidationError):
        deciding.reject(
            application=application,
            reason="no_function",
            text="010190-1234",
            remedy=REMEDY,
            by=vetter,
        )
    application.refresh_from_db()
    assert application.state == State.IN_VETTING


def test_the_case_shows_answers_checks_and_what_has_been_done(desk, vetter):
    application = make_admitted(vetter, email="astrid@gmail.example")
    shown = desk.get(page("case", application))
    assert "24\N{NO-BREAK SPACE}61\N{NO-BREAK SPACE}80\N{NO-BREAK SPACE}37" in shown.text
    assert [entry.action for entry, _, _ in shown.context["story"]] == [
        "admission.invited",
        "vetting.letter_sent",
        "vetting.letter_drafted",
        "admission.approved",
        "admission.submitted",
        "admission.address_confirmed",
        "admission.link_sent",
    ]
    words = [str(words) for _, words, _ in shown.context["story"]]
    assert not [each for each in words if each.startswith("admission.")]


def test_the_checks_find_what_calls_for_a_closer_look(vetter):
    at = municipality("Skanderborg")
    at.email_domain = "skanderborg.example.dk"
    at.save()
    fine = make_application(email="astrid@skanderborg.example.dk")
    assert to_notice(fine) == []
    other = make_application(email="astrid@gmail.example")
    assert [each.code for each in to_notice(other)] == ["other_domain", "same_person"]
    make_rejected(other, vetter, reason="not_confirmed")
    again = make_application(at="Odense", email="astrid@gmail.example")
    assert [each.code for each in to_notice(again)] == [
        "unknown_domain",
        "same_person",
        "rejected_before",
    ]
    assert "rejected_before" not in [each.code for each in to_notice(other)]
    member = make_application(email=make_former().email)
    member.functions.update(form="administration")
    member.refresh_from_db()
    assert [each.code for each in to_notice(member)] == [
        "other_domain",
        "other_form",
        "same_person",
        "same_person",
        "known_account",
    ]


def test_the_invitation_is_sent_again_until_it_has_been_used(desk, vetter):
    application = make_admitted(vetter)
    run_out(Invitation.objects.get())
    desk.post(page("invite_again", application))
    assert Invitation.objects.count() == 2
    Invitation.objects.filter(replaced_at=None).update(used_at=application.decided_at)
    desk.post(page("invite_again", application))
    assert Invitation.objects.count() == 2
    waiting = make_application()
    desk.post(page("invite_again", waiting))
    assert Invitation.objects.count() == 2
