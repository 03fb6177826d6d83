"""Offering help: chosen on a page, kept to oneself, left with one click."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from forum.waiting import flows
from forum.waiting.models import Told, Volunteer, WaitingSettings
from forum.waiting.queries import overdue_count, topics_of
from members.people.enums import Role
from members.people.flows import membership
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import OutgoingMail
from portal.notices.subscriptions import address
from tests.factories.forum import make_topic
from tests.factories.people import make_former, make_secretariat
from tests.factories.waiting import asked, helps, tell

PAGE = reverse("waiting:helping")


@pytest.fixture
def jurist(db):
    return make_secretariat(Role.HOTLINE_JURIST, "Gitte Fomsgaard")


def test_the_topics_are_chosen_together_and_shown_again(helper, topic, client):
    other = make_topic("Mægling")
    client.force_login(helper)
    client.post(PAGE, {"topics": [topic.pk, other.pk]})
    assert topics_of(helper) == {topic.pk, other.pk}
    response = client.post(PAGE, {"topics": [other.pk]}, follow=True)
    assert topics_of(helper) == {other.pk}
    assert response.text.count("checked") == 1
    client.post(PAGE, {})
    assert topics_of(helper) == set()


def test_the_page_says_after_how_long_one_is_told(helper, client):
    client.force_login(helper)
    assert "ventet 2 arbejdsdage uden svar" in client.get(PAGE).text


def test_the_trail_says_how_many_topics_and_not_which(helper, topic):
    helps(helper, topic, make_topic("Mægling"))
    entry = Entry.objects.get(action="waiting.volunteered")
    assert (entry.by_id, entry.object_id, entry.facts) == (helper.pk, "", {"count": 2})


def test_whoever_has_left_the_network_offers_nothing(topic):
    former = make_former()
    with pytest.raises(Refused):
        flows.volunteer(topics=[topic], by=former)
    assert not Volunteer.objects.exists()


def test_whoever_leaves_the_network_is_counted_among_the_helpers_no_more(helper, topic):
    helps(helper, topic)
    membership.end_membership(person=helper, by=None)
    assert not Volunteer.objects.filter(person=helper).exists()
    flows.help_no_more(person=helper, by=None)
    assert Entry.objects.filter(action="waiting.left").count() == 1


def test_one_click_in_the_letter_ends_the_help_with_the_questions_topics(
    asker, helper, topic, client
):
    other, away = make_topic("Mægling"), make_topic("Partshøring")
    helps(helper, topic, other, away)
    asked(asker, topics=[topic, other])
    tell("2026-11-18 07:00")
    way_out = address(OutgoingMail.objects.get(template="waiting/mail/unanswered"))
    assert "Ubesvarede spørgsmål om Aktindsigt, Mægling" in client.get(way_out).text
    client.post(way_out)
    assert topics_of(helper) == {away.pk}


def test_min_side_counts_what_waits_on_the_topics_one_helps_with(asker, helper, topic, client):
    asked(asker, topics=[topic])
    asked(asker, topics=[topic])
    client.force_login(helper)
    words = "2 ubesvarede spørgsmål om aktindsigt"
    assert words not in client.get(reverse("home_member")).text
    helps(helper, topic)
    helper.expertise.add(topic)  # both is not twice
    assert words in client.get(reverse("home_member")).text


# --- the desk ----------------------------------------------------------------------------------------
def test_the_desk_shows_what_waits_with_help_and_when_it_was_told(
    asker, helper, jurist, topic, client
):
    helps(helper, topic)
    alone = make_topic("Mægling")
    question = asked(asker, topics=[topic])
    asked(asker, topics=[alone], title="Hvem mægler?")
    tell("2026-11-18 07:00")
    client.force_login(jurist)
    response = client.get(reverse("waiting_desk:list"))
    rows = {row.pk: row for row in response.context["page_obj"]}
    assert rows[question.pk].helping == 1 and rows[question.pk].told_at is not None
    assert [each.name for each in response.context["alone"]] == ["Mægling"]
    assert helper.name not in response.text and asker.name not in response.text


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_desk_costs_the_same_however_many_wait(
    count, asker, helper, jurist, topic, client, django_assert_num_queries
):
    helps(helper, topic)
    for place in range(count):
        asked(asker, topics=[topic], title=f"Spørgsmål nr. {place}")
    WaitingSettings.load()
    client.force_login(jurist)
    client.get(reverse("waiting_desk:list"))
    with django_assert_num_queries(DESK):
        client.get(reverse("waiting_desk:list"))


DESK = 16


def test_the_admins_start_counts_those_that_have_waited_too_long(asker, jurist, helper, topic):
    assert overdue_count(jurist) == 0
    asked(asker, topics=[topic])  # long ago
    asked(asker, topics=[topic]).answers.count()
    assert overdue_count(jurist) == 2
    assert overdue_count(helper) == 0


def test_the_intervals_are_set_at_the_desk(jurist, client):
    client.force_login(jurist)
    page = reverse("waiting_desk:intervals")
    assert "Kun hele arbejdsdage tæller" in client.get(page).text
    wanted = {"tell_after": 3, "tell_times": 0, "remind_after": 20, "remind_times": 3}
    client.post(page, wanted)
    kept = WaitingSettings.load()
    assert {name: getattr(kept, name) for name in wanted} == wanted
    assert Entry.objects.get(action="waiting.intervals_set").facts == wanted


@pytest.mark.parametrize(
    "wrong", [{"tell_after": 0}, {"tell_after": 21}, {"remind_times": 4}, {"tell_times": -1}]
)
def test_senseless_intervals_are_refused_by_form_flow_and_database(wrong, jurist, client):
    WaitingSettings.load()
    sane = {"tell_after": 3, "tell_times": 1, "remind_after": 5, "remind_times": 1}
    client.force_login(jurist)
    response = client.post(reverse("waiting_desk:intervals"), sane | wrong)
    assert response.status_code == 200 and response.context["form"].errors
    with pytest.raises(Refused):
        flows.set_intervals(**(sane | wrong), by=jurist)
    with pytest.raises(IntegrityError), transaction.atomic():
        WaitingSettings.objects.update(**wrong)


def test_only_those_who_keep_order_set_them(helper):
    with pytest.raises(Refused) as refused:
        flows.set_intervals(tell_after=2, tell_times=1, remind_after=5, remind_times=1, by=helper)
    assert refused.value.codes == ["not_allowed"]


def test_the_database_holds_one_row_a_time(asker, topic):
    question = asked(asker, topics=[topic])
    Told.objects.create(question=question, wait="answer", stage=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Told.objects.create(question=question, wait="answer", stage=1)
