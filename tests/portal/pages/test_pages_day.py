"""Min side: what a member is shown, and that it costs the same however much there is."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.conference.enums import SessionKind
from events.conference.flows.points import Point, Talker
from events.conference.models import Conference
from events.meetings.models import Meeting, SignUp
from forum.questions.models import Question
from members.onboarding.flows import accept, start_onboarding
from members.people.enums import Offer
from portal.notices.flows import tell
from portal.notices.queries import notices_for
from portal.pages import day
from portal.topics.models import Topic
from tests.factories.events import add_session, make_conference
from tests.factories.people import make_group, make_member, municipality


def meeting(group, title="Lokalmøde, Fyn", days=12):
    starts = timezone.now() + datetime.timedelta(days=days)
    return Meeting.objects.create(
        group=group,
        kind="local",
        title=title,
        host=municipality("Nyborg"),
        place_name="Nyborg Rådhus",
        starts_at=starts,
        ends_at=starts + datetime.timedelta(hours=4),
        state="published",
        published_at=timezone.now(),
    )


def conference(**changes):
    now = timezone.now()
    fields = {
        "title": "Årsmøde",
        "year": 2031,
        "venue": "Hotel Nyborg Strand",
        "starts_on": now.date() + datetime.timedelta(days=100),
        "ends_on": now.date() + datetime.timedelta(days=102),
        "registration_opens_at": now - datetime.timedelta(days=1),
        "registration_closes_at": now + datetime.timedelta(days=50),
        "capacity": 60,
        "price": 3950,
        "state": "published",
    }
    return Conference.objects.create(**{**fields, **changes})


@pytest.fixture
def topic(db):
    return Topic.objects.create(slug="aktindsigt-x", name="Aktindsigt x", name_key="1")


def test_only_members_have_a_page_of_their_own(client, personas):
    assert client.get("/min-side/").status_code == 302
    for user in (personas.applicant, personas.former):
        client.force_login(user)
        assert client.get("/min-side/").status_code == 403


def test_a_new_member_sees_the_next_step_and_the_buddy(client, personas):
    jens = make_member("Jens Aagaard", "Aarhus", offers=[Offer.BUDDY])
    begun = start_onboarding(person=personas.member, by=None)
    accept(ask=begun.asks.get(), by=jens)
    client.force_login(personas.member)
    text = client.get("/min-side/").text
    assert "Mette" in text and "Jens Aagaard" in text
    assert "<progress" in text and "Læs velkomsten" in text


def test_a_seasoned_member_sees_no_onboarding(client, personas):
    client.force_login(personas.member)
    answer = client.get("/min-side/")
    assert answer.status_code == 200
    assert "<progress" not in answer.text
    assert answer.context["waiting"] == []


def test_what_waits_is_what_the_member_is_asked_for(personas, topic):
    me = personas.member
    me.expertise.add(topic)
    other = make_member("Ole Bro", "Aarhus")
    for author in (other, me):
        Question.objects.create(author=author, title="Hvad nu?", body="<p>x</p>").topics.add(topic)
    group = make_group("Fyn")
    unanswered, coming = meeting(group), meeting(group, "Kursus", 20)
    SignUp.objects.create(meeting=coming, person=me, state="coming", way="in_person")
    tell([me], kind="test", title="Referatet er klar", url="/moeder/", by=None)

    found = day.waiting(me, day.next_meetings(me))

    assert found[0].url == unanswered.get_absolute_url()
    assert found[1].url.endswith(f"?vis=ubesvarede&emne={topic.slug}")
    assert found[1].text.startswith("1 ")
    assert found[2].text == "Referatet er klar"
    assert len(found) == 3


def test_notices_that_say_the_same_wait_once_and_the_newest_leads_on(personas):
    me = personas.member
    for number, title in enumerate(["Nyt svar: A", "Nyt svar: B", "Nyt svar: A"]):
        tell([me], kind="test", title=title, url=f"/spoerg/{number}/", by=None)
    newest = notices_for(me).first()
    found = day.waiting(me, [])
    assert [item.text for item in found] == ["Nyt svar: A", "Nyt svar: B"]
    assert found[0].url == f"/notifikationer/{newest.pk}/"


def test_applications_wait_for_those_who_vet_them(personas):
    for user in (personas.member, personas.editor):
        assert all(item.kind != "wait" for item in day.waiting(user, []))


def test_the_conference_stands_there_until_it_is_over(personas):
    user = personas.member
    assert day.conference_panel(user) is None
    row = conference()
    panel = day.conference_panel(user)
    assert (panel.conference, panel.is_open, panel.is_registered) == (row, True, False)
    Conference.objects.update(state="cancelled")
    assert day.conference_panel(user) is None


def test_whoever_speaks_at_the_conference_reads_when_and_where(client, personas):
    row = make_conference(by=personas.editor)
    talk = Point(
        1,
        datetime.time(10),
        datetime.time(11),
        SessionKind.PARALLEL,
        "Svære samtaler",
        speakers=(Talker(person=personas.member),),
    )
    add_session(row, talk, by=personas.editor)
    client.force_login(personas.member)
    (session,) = day.conference_panel(personas.member).speaking
    assert session.title == "Svære samtaler"
    assert session.get_absolute_url() in client.get("/min-side/").text
    assert day.conference_panel(personas.coordinator).speaking == []


def test_the_page_shows_seats_left(client, personas):
    conference(capacity=38)
    client.force_login(personas.member)
    text = client.get("/min-side/").text
    assert "Hotel Nyborg Strand" in text and "38" in text


def test_the_cost_is_the_same_for_one_and_for_many(client, personas, topic):
    me = personas.member
    me.expertise.add(topic)
    group = make_group("Fyn")
    authors = [make_member(f"Person {n}", "Aarhus") for n in range(6)]
    conference()

    def fill(start, stop):
        for n in range(start, stop):
            Question.objects.create(
                author=authors[n], title=f"Spørgsmål {n}?", body="<p>x</p>"
            ).topics.add(topic)
            meeting(group, f"Møde {n}", 10 + n)
            tell([me], kind="test", title=f"Nyt {n}", url="/moeder/", by=None)

    client.force_login(me)
    fill(0, 1)
    client.get("/min-side/")

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/min-side/").status_code == 200
        return len(queries)

    with_one = cost()
    fill(1, 6)
    assert cost() == with_one
    assert with_one <= 24
