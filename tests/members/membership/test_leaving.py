"""Leaving today or on a day to come, the name that stays, and the duties that go on."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.meetings.models import AgendaItem, Meeting
from forum.moderation import flows as moderation
from forum.moderation.models import Case
from forum.questions.bylines import Byline, byline_of
from members.groups.queries import coordinators_of
from members.membership.flows import handing_over, leaving
from members.membership.models import HandOver
from members.onboarding.flows import buddies
from members.people import duties
from members.people.enums import NameAfter, Role
from members.people.flows import membership
from members.people.models import Post, User
from members.people.queries import members
from members.people.rules import forget_standing, is_member
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.factories import events, forum
from tests.factories.onboarding import asked, make_helper, make_newcomer
from tests.factories.people import (
    make_coordinator,
    make_former,
    make_group,
    make_member,
    make_secretariat,
    municipality,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def test_leaving_on_a_day_to_come_changes_nothing_until_then():
    user = make_member(at="Odense")
    until = TODAY + timedelta(days=10)
    leaving.leave(person=user, ends_on=until, leaves_vacancy=True, by=user)
    assert is_member(user)
    assert user in members(until - timedelta(days=1)) and user not in members(until)
    vacant = Post.objects.get(person__isnull=True)
    assert (vacant.municipality, vacant.starts_on) == (municipality("Odense"), until)
    (letter,) = OutgoingMail.objects.filter(recipient=user)
    assert letter.template == "membership/mail/left"


def test_thinking_better_of_it_takes_the_day_back():
    user = make_member(at="Odense")
    until = TODAY + timedelta(days=10)
    leaving.leave(person=user, ends_on=until, leaves_vacancy=True, by=user)
    assert leaving.stay(person=user, by=user) == 1
    assert user.posts.get().ends_on is None
    assert not Post.objects.filter(person__isnull=True).exists()
    assert leaving.stay(person=user, by=user) == 0


def test_leaving_today_ends_all_at_once():
    user = make_member(at="Odense")
    later = TODAY + timedelta(days=20)
    membership.give_post(person=user, municipality=municipality("Faxe"), starts_on=later, by=None)
    leaving.leave(person=user, leaves_vacancy=True, by=user)
    forget_standing(user)
    assert not is_member(user)
    assert [post.municipality.name for post in user.posts.all()] == ["Odense"]
    with pytest.raises(Refused) as again:
        leaving.leave(person=user, by=user)
    assert again.value.codes == ["not_a_member"]


def test_a_day_that_is_over_is_refused():
    user = make_member()
    with pytest.raises(Refused) as refused:
        leaving.leave(person=user, ends_on=TODAY - timedelta(days=1), by=user)
    assert refused.value.codes == ["in_the_past"]


@pytest.mark.parametrize(
    ("choice", "byline"),
    [
        (NameAfter.NAME, Byline("Mette Holm", "tidligere medlem")),
        (NameAfter.FORMER, Byline("tidligere medlem")),
    ],
)
def test_the_texts_stay_under_the_name_that_was_chosen(choice, byline):
    user = make_member("Mette Holm")
    question = forum.make_question(user)
    leaving.leave(person=user, name_after=choice, by=user)
    question.author = User.objects.get(pk=user.pk)
    assert byline_of(question) == byline


def test_until_one_has_left_the_choice_shows_nowhere():
    user = make_member("Mette Holm", name_after=NameAfter.FORMER)
    assert byline_of(forum.make_question(user)).name == "Mette Holm"


# --- duties ----------------------------------------------------------------------------------------------
@pytest.fixture
def busy():
    """A coordinator who has planned a meeting and brings a point, and has taken a reported text."""
    group = make_group()
    user = make_coordinator(group, "Ole Bro", "Nyborg")
    make_secretariat(Role.SECRETARIAT_ADMINISTRATOR)
    meeting = events.make_meeting(group, by=user)
    AgendaItem.objects.create(meeting=meeting, order=90, title="Nyt", minutes=10, owner=user)
    return user, group, meeting


def held(user) -> list[str]:
    return sorted(kind for kind, _duty, _held in duties.held_by(user))


def test_what_the_leaver_did_for_others_comes_on_a_list(busy):
    user, group, meeting = busy
    assert held(user) == ["coordinator", "meeting", "point"]
    leaving.leave(person=user, by=user)
    noted = {each.kind: each for each in HandOver.objects.all()}
    assert {kind: each.number for kind, each in noted.items()} == {
        "coordinator": group.pk,
        "meeting": meeting.pk,
        "point": AgendaItem.objects.get(owner=user).pk,
    }
    assert noted["coordinator"].words == "Fyn"
    assert not coordinators_of(group).exists()
    notice = Notice.objects.get(kind="duties-to-hand-over")
    assert notice.title == "Et medlem er gået: 3 hverv skal gives videre"
    assert "Ole" not in notice.title


def test_a_noted_duty_is_given_to_a_member_once(busy):
    user, group, _meeting = busy
    leaving.leave(person=user, by=user)
    heir, second = make_member("Eva Ny", "Odense"), make_member("Bo To", "Faxe")
    secretary = make_secretariat(name="Karin Lund")
    noted = HandOver.objects.get(kind="coordinator")
    handing_over.settle(hand_over=noted, to=heir, by=secretary)
    handing_over.settle(hand_over=HandOver.objects.get(pk=noted.pk), to=second, by=secretary)
    assert list(coordinators_of(group)) == [heir]
    noted.refresh_from_db()
    assert (noted.to, noted.settled_by) == (heir, secretary)
    assert Notice.objects.get(recipient=heir).title == "Du har overtaget: Fyn"
    meeting = HandOver.objects.get(kind="meeting")
    handing_over.settle(hand_over=meeting, to=None, by=secretary)
    assert Meeting.objects.get().planned_by is None
    point = HandOver.objects.get(kind="point")
    handing_over.settle(hand_over=point, to=heir, by=secretary)
    assert AgendaItem.objects.get(title="Nyt").owner == heir


def test_only_a_member_takes_a_duty_over(busy):
    user, _group, _meeting = busy
    leaving.leave(person=user, by=user)
    noted, gone = HandOver.objects.get(kind="coordinator"), make_former()
    for to, code in ((gone, "not_a_member"), (user, "same_person")):
        with pytest.raises(Refused) as refused:
            handing_over.settle(hand_over=noted, to=to, by=None)
        assert refused.value.codes == [code]
    assert HandOver.objects.get(pk=noted.pk).settled_at is None


def test_a_duty_goes_on_before_anybody_leaves(busy):
    user, group, _meeting = busy
    heir, secretary = make_member("Eva Ny", "Odense"), make_secretariat(name="Karin Lund")
    given = {"person": user, "kind": "coordinator", "number": group.pk, "to": heir}
    handing_over.hand_over(**given, by=secretary)
    assert list(coordinators_of(group)) == [heir]
    assert held(user) == ["meeting", "point"]
    with pytest.raises(HandOver.DoesNotExist):
        handing_over.hand_over(**given, by=secretary)


def test_a_reported_text_goes_to_another_or_back_to_those_that_wait():
    jurist = make_secretariat(Role.HOTLINE_JURIST, "Jonas Jurist")
    other = make_secretariat(Role.HOTLINE_JURIST, "Jytte Jurist")
    report = forum.make_report(forum.make_question(make_member()), make_member("Bo", "Faxe"))
    moderation.take(case=report.case, by=jurist)
    assert held(jurist) == ["case"]
    given = {"person": jurist, "kind": "case", "number": report.case_id}
    duties.hand_over(**given, to=other, by=None)
    case = Case.objects.get()
    assert (case.state, case.assignee) == ("taken", other)
    duties.hand_over(**{**given, "person": other}, to=None, by=None)
    case.refresh_from_db()
    assert (case.state, case.assignee) == ("new", None)


# --- pages -----------------------------------------------------------------------------------------------
def test_the_member_leaves_by_the_own_page(client):
    user = make_member("Mette Holm", "Odense")
    client.force_login(user)
    page = client.get(reverse("membership:leave"))
    assert page.status_code == 200
    until = TODAY + timedelta(days=30)
    answer = client.post(
        reverse("membership:leave"),
        {"ends_on": until.isoformat(), "leaves_vacancy": "on", "name_after": "former"},
    )
    assert answer.url == reverse("membership:mine")
    page = client.get(answer.url).content.decode()
    assert "Du forlader netværket den" in page
    client.post(reverse("membership:stay"))
    assert user.posts.get().ends_on is None


def test_leaving_today_logs_out_and_the_log_in_still_shows_what_is_kept(client):
    user = make_member("Mette Holm", "Odense")
    client.force_login(user)
    answer = client.post(
        reverse("membership:leave"), {"ends_on": TODAY.isoformat(), "name_after": "name"}
    )
    assert answer.url == "/"
    client.force_login(User.objects.get(pk=user.pk))
    page = client.get(reverse("membership:mine"))
    assert "Dit medlemskab ophørte" in page.content.decode()
    assert client.get(reverse("retention:my_data")).status_code == 200
    assert client.get(reverse("membership:leave")).url == reverse("membership:mine")


def test_a_newcomer_whose_next_buddy_said_yes_stands_on_the_list_no_more():
    first = make_helper("Første Friis", "Odense")
    onboarding = make_newcomer()
    buddies.accept(ask=asked(onboarding), by=first)
    leaving.leave(person=first, by=first)
    waiting = HandOver.objects.get(kind=buddies.DUTY)
    assert waiting.settled_at is None
    onboarding.refresh_from_db()
    second = make_helper("Anden Andersen", "Faxe")
    ask = onboarding.asks.filter(said="").first() or buddies.ask_buddy(
        onboarding=onboarding, person=second, by=None
    )
    buddies.accept(ask=ask, by=second)
    waiting.refresh_from_db()
    assert waiting.settled_at is not None and waiting.to == second
    assert (
        handing_over.found_a_taker(kind=buddies.DUTY, number=onboarding.pk, to=first, by=None) == 0
    )


def test_the_desk_speaks_of_the_leaver_and_says_what_handing_over_means(client):
    chief = make_secretariat(Role.SECRETARIAT_ADMINISTRATOR)
    first = make_helper("Første Friis", "Odense")
    onboarding = make_newcomer()
    buddies.accept(ask=asked(onboarding), by=first)
    client.force_login(chief)
    address = reverse("people_desk:hand_over", args=[first.pk, buddies.DUTY, onboarding.pk])
    assert "bliver spurgt først" in client.get(address).text
    until = TODAY + timedelta(days=10)
    leaving.leave(person=first, ends_on=until, by=first)
    page = client.get(reverse("people_desk:end_membership", args=[first.pk])).text
    assert f'value="{until:%Y-%m-%d}"' in page
    assert "hvor personen ikke længere er medlem" in page
    assert "min stilling" not in page and "du har skrevet" not in page
