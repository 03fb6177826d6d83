"""The member's own word that everything is right."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.confirmation import flows
from members.confirmation.models import Confirmation
from members.confirmation.queries import confirmations_for
from members.confirmation.rules import may_view_confirmation
from members.membership.flows import absence, suspending
from members.people.flows import membership
from members.people.models import User
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice
from tests.factories.people import Personas, make_member, make_secretariat, municipality

from .conftest import MONDAY

pytestmark = pytest.mark.django_db
MINE = reverse("confirmation:mine")


def test_the_sheet_shows_all_that_the_network_knows(own, asked, member):
    post = member.posts.get()
    post.deputies.create(
        person=make_member("Sofie Stand", "Nyborg"),
        municipality=municipality("Odense"),
        starts_on=date(2026, 5, 1),
    )
    absence.begin(
        person=member,
        starts_on=date(2027, 2, 1),
        ends_on=date(2027, 3, 1),
        deputy=make_member("Lars Leder", "Vejle"),
        note="",
        by=member,
    )
    member.visibility = {"phone": "secretariat"}
    member.save()
    page = own.get(MINE).text
    for words in (
        "Mette Holm",
        "Jurist",
        "12\N{NO-BREAK SPACE}34\N{NO-BREAK SPACE}56\N{NO-BREAK SPACE}78",
        member.email,
        "Odense",
        "fra 2. marts 2026",
        "Sofie Stand",
        "Lars Leder",
        "Kun sekretariatet",
        "Ja, det passer",
    ):
        assert words in page, words


def test_one_click_confirms_and_two_are_one(own, asked, member):
    for _ in range(2):
        answer = own.post(MINE, follow=True)
        assert answer.redirect_chain == [(MINE, 302)]
    assert "Tak. Nu ved vi, at det passer." in answer.text
    assert "Bekræftet 4. januar 2027" in answer.text
    row = member.confirmations.get()
    assert (row.confirmed_at, row.renewed_at, row.by_secretariat) == (MONDAY, None, False)
    entry = Entry.objects.get(action="confirmation.confirmed")
    assert (entry.by_id, entry.about_id, entry.facts) == (member.pk, member.pk, {"year": 2027})
    assert not Notice.objects.filter(recipient=member, read_at__isnull=True).exists()


def test_both_languages_have_the_page(own, asked, member):
    assert "Passer det, vi ved om dig, stadig?" in own.get(MINE).text
    own.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "Is what we know of you still right?" in own.get(MINE).text


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_question_is_put_in_the_members_language(clock, member, language):
    member.language = language
    member.save()
    clock(MONDAY)
    flows.ask(by=None)
    words = {
        "da": "Passer det, vi ved om dig, stadig?",
        "en": "Is what we know of you still right?",
    }
    assert Notice.objects.get(recipient=member).title == words[language]


def test_putting_the_profile_right_leads_back_and_confirms_nothing(own, asked, member):
    page = own.get(MINE).text
    address = f"{reverse('directory:me')}?tilbage=bekraeft"
    assert address in page
    assert f'href="{MINE}"' in own.get(address).text
    answer = own.post(address, {"name": "Mette Holm Hansen", "language": "da", "shown": ["phone"]})
    assert (answer.status_code, answer["Location"]) == (302, MINE)
    assert "Mette Holm Hansen" in own.get(MINE).text
    assert member.confirmations.get().is_open


def test_the_question_stands_on_ones_pages_until_it_is_answered(own, asked, member):
    words = "Passer det, vi ved om dig, stadig?"
    pages = [reverse("home_member"), reverse("membership:mine")]
    assert [own.get(page).text.count(words) for page in pages] == [1, 1]
    own.post(MINE)
    assert [own.get(page).text.count(words) for page in pages] == [0, 0]
    assert "Du bekræftede dine oplysninger den 4. januar 2027." in own.get(pages[1]).text


def test_one_may_confirm_at_any_time_and_again(own, clock, member):
    clock(datetime(2026, 8, 3, 8, tzinfo=UTC))
    assert "Passer det, vi ved om dig, stadig?" in own.get(MINE).text
    own.post(MINE)
    assert "Bekræftet 3. august 2026" in own.get(MINE).text
    clock(datetime(2026, 9, 1, 8, tzinfo=UTC))
    own.post(MINE)
    assert "Bekræftet 1. september 2026" in own.get(MINE).text
    row = member.confirmations.get()
    assert (row.asked_at, row.confirmed_at.month, row.renewed_at.month) == (None, 8, 9)


def test_a_late_answer_answers_last_years_question_too(own, clock, asked, member):
    clock(datetime(2028, 1, 2, 8, tzinfo=UTC))
    own.post(MINE)
    assert not member.confirmations.filter(confirmed_at__isnull=True).exists()
    assert [row.year for row in member.confirmations.all()] == [2028, 2027]


def test_whoever_does_not_belong_to_the_network_has_nothing_to_confirm(client, clock):
    people = Personas()
    for who in (people.applicant, people.former):
        client.force_login(who)
        for answer in (client.get(MINE), client.post(MINE)):
            assert answer["Location"] == reverse("membership:mine")
        with pytest.raises(Refused) as refused:
            flows.confirm(person=who, by=who)
        assert refused.value.codes == ["not_admitted"]
    assert not Confirmation.objects.exists()


def test_nobody_confirms_for_a_colleague(asked, member):
    with pytest.raises(Refused) as refused:
        flows.confirm(person=member, by=make_member("Anden Andersen", "Vejle"))
    assert refused.value.codes == ["not_yours"]


@pytest.mark.parametrize("in_force", [False, True])
def test_a_heard_or_suspended_member_confirms_and_the_secretariat_hears_of_it(
    client, clock, silent, member, in_force
):
    secretariat = make_secretariat()
    suspension = suspending.propose(
        person=member, reason="Intet svar", due_on=date(2027, 3, 1), by=secretariat
    )
    suspension.proposed_at = silent.reminded_at
    suspension.save(update_fields=["proposed_at"])
    if in_force:
        clock(datetime(2027, 3, 2, 8, tzinfo=UTC))
        suspending.put_in_force(suspension=suspension, by=secretariat)
    client.force_login(User.objects.get(pk=member.pk))
    assert "Ja, det passer" in client.get(MINE).text
    client.post(MINE)
    notice = Notice.objects.get(kind="confirmed-after-hearing")
    assert notice.recipient == secretariat
    assert notice.url == reverse("people_desk:person", args=[member.pk])
    suspension.refresh_from_db()
    # The secretariat lifts it, not the click.
    assert (suspension.in_force_at is not None, suspension.lifted_at) == (in_force, None)


def test_list_and_rule_say_the_same_for_everyone(asked, member):
    people = Personas()
    own = Confirmation.objects.create(person=people.member, year=2027, asked_at=MONDAY)
    for name, user in people.all().items():
        seen = set(confirmations_for(user))
        for row in (asked, own):
            assert (row in seen) == may_view_confirmation(user, row), name


def test_a_page_asks_the_same_number_of_questions_however_many_posts(own, asked, member):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            own.get(MINE)
        return len(seen)

    own.get(MINE)
    before = queries()
    for place in ("Vejle", "Faxe", "Nyborg"):
        post = membership.give_post(person=member, municipality=municipality(place), by=None)
        post.deputies.create(
            person=make_member(f"Afløser {place}", "Odense"),
            municipality=municipality(place),
            starts_on=date(2026, 5, 1),
        )
    assert queries() == before


def test_a_stranger_is_sent_to_the_log_in():
    assert Client().get(MINE)["Location"].startswith("/konto/login/")


def test_the_same_day_is_the_danish_one(own, clock, asked, member):
    clock(MONDAY + timedelta(hours=17))  # half past midnight in Denmark
    own.post(MINE)
    clock(MONDAY + timedelta(hours=18))
    own.post(MINE)
    assert member.confirmations.get().renewed_at is None
