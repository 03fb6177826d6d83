"""Admitted today, in a post that begins later: the account opens at once, and the rooms on the day."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from members.admission.models import Application, Invitation
from members.admission.problems import to_invite_again
from members.admission.tasks import open_the_doors
from members.onboarding.models import Onboarding
from members.people.enums import Role
from members.people.flows import membership
from members.people.models import Post
from members.people.rules import begins_later, forget_standing, is_member, roles_of
from members.vetting.flows import deciding
from portal.kit.dates import long_date
from portal.notices.models import Notice, OutgoingMail
from tests.factories.admission import link_to, make_application, run_out
from tests.factories.people import make_former, make_member, suspend

pytestmark = pytest.mark.django_db
PASSWORD = "hest-batteri-klammer-17"
FIRST_DAY = timezone.localdate() + timedelta(days=40)


@pytest.fixture
def later(vetter):
    """Somebody whose post begins in forty days."""
    application = make_application(email="astrid@skanderborg.example.dk")
    application.functions.update(since=FIRST_DAY)
    return deciding.approve(application=application, by=vetter)


def open_account(client, person):
    return client.post(
        link_to(person.email), {"new_password1": PASSWORD, "new_password2": PASSWORD}
    )


def the_day_comes(person):
    Post.objects.filter(person=person).update(starts_on=timezone.localdate())
    forget_standing(person)


def test_the_invitation_opens_the_account_and_leads_to_the_page_that_names_the_day(client, later):
    assert long_date(FIRST_DAY) in client.get(link_to(later.email)).text
    answer = open_account(client, later)
    assert answer["Location"] == reverse("home_soon")
    page = client.get(answer["Location"])
    assert page.status_code == 200
    for words in (f"Den {long_date(FIRST_DAY)} åbner dørene", "Skanderborg", "netvaerk@"):
        assert words in page.text, words
    assert reverse("retention:my_data") in page.text
    for name in ("retention:my_data", "membership:mine", "directory:me", "account_email"):
        assert client.get(reverse(name)).status_code == 200, name


def test_the_buddy_stands_there_and_is_reached_as_they_have_chosen(client, later):
    buddy = make_member("Bente Buddy", "Odense", phone="12345678")
    Onboarding.objects.filter(person=later).update(buddy=buddy)
    client.force_login(later)
    page = client.get(reverse("home_soon"))
    assert "Bente Buddy" in page.text and buddy.email in page.text
    buddy.visibility = {"email": "secretariat"}
    buddy.save()
    assert buddy.email not in client.get(reverse("home_soon")).text


def test_members_rooms_stay_closed_and_say_until_when(client, later):
    client.force_login(later)
    for name in ("home_member", "questions:list", "directory:list", "meetings:list"):
        page = client.get(reverse(name))
        assert page.status_code == 403, name
        assert long_date(FIRST_DAY) in page.text and reverse("home_soon") in page.text


@pytest.mark.parametrize(
    ("who", "words", "way_on"),
    [
        (make_former, "Dit medlemskab er ophørt", "admission:start"),
        (lambda: suspended(), "Dit medlemskab er suspenderet", "membership:mine"),
        (lambda: make_member(), "en anden opgave i netværket", "home_member"),
    ],
    ids=["former", "suspended", "member"],
)
def test_a_closed_door_says_the_right_thing_to_each(client, who, words, way_on):
    client.force_login(who())
    page = client.get(reverse("people_desk:list"))
    if page.status_code == 302:  # the admin's own door comes first
        page = client.get(reverse("admission:file_of_case", args=[1]))
    assert page.status_code == 403
    assert words in page.text and reverse(way_on) in page.text


def suspended():
    user = make_member("Sune Sus")
    suspend(user)
    return user


def test_on_the_day_the_doors_open_by_themselves_and_one_letter_says_so(client, later, run_jobs):
    open_account(client, later)
    assert open_the_doors.func() == 0, "not before"
    the_day_comes(later)
    assert client.get(reverse("home_soon"))["Location"] == reverse("home_member")
    assert client.get(reverse("home_member")).status_code == 200
    assert open_the_doors.func() == 1
    assert open_the_doors.func() == 0
    assert Notice.objects.filter(recipient=later, kind="welcome").count() == 1
    run_jobs()
    assert [each.subject for each in mail.outbox if "Dørene er åbne" in each.subject] == [
        "Velkommen: Dørene er åbne"
    ]
    begun = Onboarding.objects.get(person=later).started_at
    assert timezone.now() - begun < timedelta(minutes=1)


def test_whoever_has_not_opened_the_account_by_then_gets_a_fresh_invitation(later):
    run_out(Invitation.objects.get())
    the_day_comes(later)
    assert open_the_doors.func() == 1
    assert Invitation.objects.count() == 2 and not Notice.objects.filter(kind="welcome").exists()


def test_an_invitation_that_has_run_out_is_renewed_before_the_day_too(client, vetter, later):
    run_out(Invitation.objects.get())
    case = Application.objects.get()
    assert to_invite_again(case, vetter) == []
    link = link_to(later.email)
    client.post(f"{link}nyt-link/")
    assert Invitation.objects.count() == 2
    letter = OutgoingMail.objects.filter(template="admission/mail/invitation").latest("pk")
    assert letter.context["opens"] == long_date(FIRST_DAY)
    assert open_account(client, later)["Location"] == reverse("home_soon")


def test_whoever_begins_at_once_was_bid_welcome_with_the_letter(vetter):
    application = make_application()
    person = deciding.approve(application=application, by=vetter)
    application.refresh_from_db()
    assert application.welcomed_at == application.decided_at
    assert open_the_doors.func() == 0
    assert link_to(person.email)
    assert not begins_later(person) and is_member(person)


def test_whoever_leaves_before_the_day_is_a_former_member(later):
    membership.end_membership(person=later, by=None)
    assert roles_of(later) == {Role.FORMER_MEMBER}
    assert open_the_doors.func() == 0


def test_between_two_posts_one_waits_too():
    person = make_member(at="Odense")
    Post.objects.filter(person=person).update(
        starts_on=FIRST_DAY - timedelta(days=400), ends_on=timezone.localdate()
    )
    from tests.factories.people import municipality

    membership.give_post(
        person=person, municipality=municipality("Faxe"), starts_on=FIRST_DAY, by=None
    )
    forget_standing(person)
    assert roles_of(person) == {Role.ADMITTED}
    suspend(person)
    assert roles_of(person) == {Role.SUSPENDED}
