"""The polls' pages, as a browser sees them."""

from uuid import uuid4

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from events.meetings.enums import Answer
from events.meetings.flows import planning
from events.meetings.models import Meeting, SignUp
from events.polls import links
from events.polls.models import Choice, Poll, Reply
from members.people.flows import membership
from portal.notices.models import OutgoingMail
from portal.notices.tasks import render
from tests.factories.events import make_meeting
from tests.factories.people import make_member, municipality
from tests.factories.polls import answer, in_days, make_poll

pytestmark = pytest.mark.django_db


@pytest.fixture
def poll(personas):
    personas.member, personas.coordinator  # noqa: B018 - made before they are asked
    return make_poll(personas.group, by=personas.coordinator)


def form(personas, *spans, **changes) -> dict:
    rows = {}
    for number, (starts, ends) in enumerate(spans):
        rows[f"tid-{number}-day"] = f"{timezone.localtime(starts):%Y-%m-%d}"
        rows[f"tid-{number}-starts"] = f"{timezone.localtime(starts):%H:%M}"
        rows[f"tid-{number}-ends"] = f"{timezone.localtime(ends):%H:%M}"
    values = {
        "key": uuid4(),
        "group": personas.group.pk,
        "title": "Lokalmøde på Fyn",
        "host": municipality("Nyborg").pk,
        "answer_by": timezone.localdate().isoformat(),
        "message": "Sig til, hvis I har ønsker.",
        "tid-TOTAL_FORMS": "6",
        "tid-INITIAL_FORMS": "0",
    }
    return {**values, **rows, **changes}


def said(poll, *says: str, word: str = "") -> dict:
    slots = poll.slots.order_by("starts_at")
    return {"word": word, **{f"tid-{slot.pk}": say for slot, say in zip(slots, says, strict=True)}}


def test_who_gets_which_page(client, personas, poll):
    expected = {  # the list, a poll, the form, calling off
        "stranger": (302, 302, 302, 302),
        "applicant": (403, 403, 403, 403),
        "admitted": (403, 403, 403, 403),
        "former": (403, 403, 403, 403),
        "suspended": (403, 403, 403, 403),
        "member": (200, 200, 403, 403),
        "jurist": (200, 404, 403, 404),
        "other_coordinator": (200, 404, 200, 404),
        "coordinator": (200, 200, 200, 200),
        "editor": (200, 200, 200, 200),
        "administrator": (200, 200, 200, 200),
    }
    addresses = [
        reverse("polls:list"),
        poll.get_absolute_url(),
        reverse("polls:ask"),
        reverse("polls:call_off", args=[poll.pk]),
    ]
    for name, user in personas.all().items():
        client.logout()
        if user.is_authenticated:
            client.force_login(user)
        assert tuple(client.get(url).status_code for url in addresses) == expected[name], name


def test_the_form_asks_the_group_once(client, personas):
    client.force_login(personas.coordinator)
    assert client.get(reverse("polls:ask")).status_code == 200
    data = form(personas, in_days(30), in_days(37))
    for _ in range(2):
        response = client.post(reverse("polls:ask"), data)
        assert response.status_code == 302
    poll = Poll.objects.get()
    assert response["Location"] == poll.get_absolute_url()
    assert [(slot.starts_at, slot.ends_at) for slot in poll.slots.all()] == [
        in_days(30),
        in_days(37),
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"tid-0-day": "2020-01-01"}, "skal ligge i fremtiden"),
        ({"tid-0-ends": "09:00"}, "skal slutte, efter at det begynder"),
        ({"tid-0-ends": ""}, "Hvornår på dagen?"),
        ({"tid-1-day": ""}, "Foreslå mindst 2 tidspunkter"),
        ({"message": "Ring til 010170-1234"}, "CPR-nummer"),
        ({"answer_by": "2099-01-01"}, "før det første foreslåede tidspunkt"),
    ],
)
def test_what_the_form_says_of_bad_input(client, personas, changes, words):
    client.force_login(personas.coordinator)
    data = form(personas, in_days(30), in_days(37), **changes)
    response = client.post(reverse("polls:ask"), data)
    assert response.status_code == 200
    assert words in response.text
    assert all(typed in response.text for typed in changes.values())
    assert "Lokalmøde på Fyn" in response.text
    assert not Poll.objects.exists()


def test_a_foreign_groups_number_is_no_choice(client, personas):
    client.force_login(personas.coordinator)
    data = form(personas, in_days(30), in_days(37), group=personas.other_group.pk)
    assert client.post(reverse("polls:ask"), data).status_code == 200
    assert not Poll.objects.exists()


def test_more_rows_forget_nothing(client, personas):
    client.force_login(personas.coordinator)
    data = form(personas, in_days(30), title="Halvfærdigt", more="1")
    response = client.post(reverse("polls:ask"), data)
    assert 'value="Halvfærdigt"' in response.text
    assert 'name="tid-9-day"' in response.text and 'name="tid-10-day"' not in response.text
    assert not Poll.objects.exists()


def test_an_answer_from_the_page(client, personas, poll):
    client.force_login(personas.member)
    response = client.post(poll.get_absolute_url(), said(poll, "yes", "no", word="Fra kl. 11"))
    assert response.status_code == 302
    page = client.get(poll.get_absolute_url()).text
    assert "Fra kl. 11" in page and "1 af 2 har svaret" in page
    response = client.post(poll.get_absolute_url(), {"word": "010170-1234"})
    assert response.status_code == 200 and "Vælg en af de tre" in response.text
    assert Reply.objects.get(person=personas.member).word == "Fra kl. 11"


def test_the_link_answers_without_a_log_in_and_shows_nobody_else(client, personas, poll):
    answer(poll, personas.coordinator, "yes", "yes", word="Kun min egen gruppe læser det")
    path = links.answer_path(poll, personas.member)
    page = client.get(path)
    assert page.status_code == 200 and page["Cache-Control"] == "private, no-store"
    assert "Mette" in page.text
    assert personas.coordinator.name not in page.text and "Kun min egen" not in page.text
    assert not Choice.objects.filter(reply__person=personas.member).exists()
    assert client.post(path, said(poll, "yes", "if_need_be")).status_code == 302
    assert "Du svarede" in client.get(path).text
    assert Choice.objects.filter(reply__person=personas.member).count() == 2
    assert "_auth_user_id" not in client.session


def test_the_link_dies_with_membership_poll_and_signature(client, personas, poll):
    path = links.answer_path(poll, personas.member)
    assert client.get(path[:-2] + "/").status_code == 410
    other = signing.dumps([poll.pk, personas.member.pk], salt=links.SIGN_UP)
    assert client.get(reverse("polls:by_link", args=[other])).status_code == 410
    foreign = links.answer_path(poll, personas.other_coordinator)
    assert client.get(foreign).status_code == 410
    membership.end_membership(person=personas.member, by=None)
    assert client.post(path, said(poll, "yes", "no")).status_code == 410
    last = links.answer_path(poll, personas.coordinator)
    assert client.get(last).status_code == 200
    Poll.objects.all().delete()
    assert client.get(last).status_code == 410


def test_after_the_last_day_the_link_only_tells(client, personas, poll):
    Poll.objects.update(answer_by="2020-01-01")
    path = links.answer_path(poll, personas.member)
    assert "Tiden til at svare er gået" in client.get(path).text
    client.post(path, said(poll, "yes", "no"))
    assert not Choice.objects.exists()


def test_the_letter_carries_the_readers_own_link(personas, poll):
    letter = render(OutgoingMail.objects.get(template="polls/mail/asked"))
    assert links.answer_path(poll, personas.member) in letter.body
    assert "Hvornår kan du?" in letter.subject


def test_the_best_time_and_the_meeting(client, personas, poll):
    answer(poll, personas.member, "no", "yes")
    client.force_login(personas.member)
    assert "Bedste tidspunkt" not in client.get(poll.get_absolute_url()).text
    client.force_login(personas.coordinator)
    page = client.get(poll.get_absolute_url()).text
    assert "Bedste tidspunkt" in page and "ingen andre møder" in page
    data = {"close": "1", "slot": poll.slots.last().pk, "host": municipality("Odense").pk}
    close = reverse("polls:close", args=[poll.pk])
    assert client.post(close, {**data, "slot": "0"}).status_code == 200
    for _ in range(2):
        meeting = Meeting.objects.first()
        response = client.post(close, data)
    assert response["Location"] == meeting.get_absolute_url()
    assert (Meeting.objects.count(), meeting.host.name) == (1, "Odense")


def test_one_click_from_the_letter_to_a_seat(client, personas, poll):
    answer(poll, personas.member, "no", "yes")
    from events.polls import flows

    meeting = flows.close(poll=poll, slot=poll.slots.last(), by=personas.coordinator)
    Meeting.objects.update(place_name="Nyborg Rådhus")
    planning.publish(meeting=meeting, by=personas.coordinator)
    letter = render(OutgoingMail.objects.get(template="polls/mail/proposed"))
    path = links.sign_up_path(meeting, personas.member)
    assert path in letter.body
    assert "Tilmeld mig" in client.get(path).text
    assert not SignUp.objects.exists()
    for _ in range(2):
        assert client.post(path).status_code == 302
    assert "Du er tilmeldt" in client.get(path).text
    assert SignUp.objects.get().state == Answer.COMING
    assert Meeting.objects.get().taken == 1


def test_a_meetings_title_is_only_text_beside_a_time(client, personas, poll):
    make_meeting(personas.group, by=personas.coordinator, days=42, title="<b>Fedt</b>")
    client.force_login(personas.member)
    page = client.get(poll.get_absolute_url()).text
    assert "<b>Fedt" not in page and "&lt;b&gt;Fedt" in page


def test_the_page_asks_as_much_for_many_as_for_few(
    client, personas, poll, django_assert_num_queries
):
    client.force_login(personas.coordinator)
    client.get(poll.get_absolute_url())  # the first one begins the session
    counts = []
    for number in (1, 5):
        for each in range(number):
            answer(poll, make_member(f"Medlem {number} {each}", "Nyborg"), "yes", "no")
        with django_assert_num_queries(QUERIES):
            client.get(poll.get_absolute_url())
        counts.append(number)
    assert counts == [1, 5]


#: The poll's page for whoever runs it.
QUERIES = 21
