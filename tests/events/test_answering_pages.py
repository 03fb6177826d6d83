"""Answering on the meeting's page and from a letter, and the page of answers."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.meetings import links, queries
from events.meetings.enums import Answer, MailDeed
from events.meetings.flows import attending, guests, reminding
from events.meetings.models import Guest, Meeting, SignUp
from portal.kit import dates
from portal.notices.models import Notice, OutgoingMail
from portal.notices.tasks import render
from tests.events.test_meeting_pages import as_
from tests.factories.events import make_meeting
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
LINK = "https://video.example.dk/fyn"
NOBODY = {"place_name": "", "place_address": "", "place_room": ""}


@pytest.fixture
def meeting(personas):
    return make_meeting(personas.group, by=personas.coordinator, capacity=1, online_url=LINK)


def post(client, meeting, page, /, **sent):
    return client.post(reverse(f"meetings:{page}", args=[meeting.pk]), sent, follow=True)


def deeds_in(letter: str) -> list[tuple[int, int, MailDeed]]:
    """What the signed addresses in a letter do."""
    return [links.behind(token) for token in re.findall(r"/moeder/svar/([^/\s]+)/", letter)]


def test_each_answer_has_its_page(client, personas, meeting):
    holder, person = make_member("Hanne Holder", "Odense"), personas.member
    attending.sign_up(meeting=meeting, person=holder, by=holder)
    as_(client, person)
    seen = {}
    for name, sent in [
        ("sign_up", {"way_chosen": "in_person", "waits": "1"}),
        ("say_maybe", {}),
        ("send_regrets", {"word": "Ferie"}),
        ("sign_up", {"way_chosen": "online"}),
    ]:
        page = post(client, meeting, name, **sent).content.decode()
        answer = queries.answer_of(person, meeting)
        seen[answer.state] = [
            words
            for words in (
                "Du står på ventelisten",
                "Du er nummer 1 i køen",
                "Du kommer måske",
                "Du har meldt afbud",
                "Du er med online",
            )
            if f">{words}" in page or f"<p>{words}" in page
        ]
    assert seen == {
        "waiting": ["Du står på ventelisten", "Du er nummer 1 i køen"],
        "maybe": ["Du kommer måske"],
        "regrets": ["Du har meldt afbud"],
        "coming": ["Du er med online"],
    }


def test_an_offer_is_taken_or_passed_on_with_one_click(client, personas, meeting):
    holder = make_member("Hanne Holder", "Odense")
    attending.sign_up(meeting=meeting, person=holder, by=holder)
    as_(client, personas.member)
    post(client, meeting, "sign_up", way_chosen="in_person", waits="1")
    attending.send_regrets(meeting=meeting, person=holder, by=holder)
    assert "Ja tak, jeg tager pladsen" in client.get(meeting.get_absolute_url()).content.decode()
    assert "Pladsen er din." in post(client, meeting, "accept").content.decode()
    assert queries.answer_of(personas.member, meeting).state == Answer.COMING


@pytest.mark.parametrize(
    ("name", "sent", "form"),
    [
        ("sign_up", {"way_chosen": "in_person", "diet_text": "010190-1234"}, "sign_up_form"),
        ("sign_up", {"way_chosen": "flyvende"}, "sign_up_form"),
        ("send_regrets", {"word": "Møde om 010190-1234"}, "regrets_form"),
        ("bring_guest", {"name": "Gry 010190-1234"}, "guest_form"),
        ("bring_guest", {"name": ""}, "guest_form"),
    ],
)
def test_what_is_wrong_is_said_on_the_page_and_kept_in_the_field(
    client, personas, meeting, name, sent, form
):
    attending.sign_up(meeting=meeting, person=personas.member, by=personas.member)
    before = list(SignUp.objects.values())
    response = post(as_(client, personas.member), meeting, name, **sent)
    assert response.status_code == 200
    assert response.context[form].errors
    assert all(str(value) in response.content.decode() for value in sent.values() if "-" in value)
    assert list(SignUp.objects.values()) == before
    assert not Guest.objects.exists()


def test_a_guest_is_brought_and_taken_off_by_the_inviter(client, personas, meeting):
    Meeting.objects.update(capacity=2)
    as_(client, personas.member)
    post(client, meeting, "sign_up", way_chosen="in_person")
    page = post(client, meeting, "bring_guest", name="Gry Gæst").content.decode()
    assert "Du tager Gry Gæst fra Odense med." in page
    post(client, meeting, "leave_guest")
    assert not Guest.objects.exists()


# --- from the letter ----------------------------------------------------------------------------------
def test_a_letters_address_answers_with_one_post_and_looking_changes_nothing(
    client, personas, meeting
):
    holder, person = make_member("Hanne Holder", "Odense"), personas.member
    first = attending.sign_up(meeting=meeting, person=holder, by=holder)
    attending.sign_up(meeting=meeting, person=person, waits=True, by=person)
    regret = links.address(first, MailDeed.REGRET)
    assert "Kan du ikke komme?" in client.get(regret).content.decode()
    assert queries.answer_of(holder, meeting).state == Answer.COMING
    assert "Dit afbud er noteret" in client.post(regret).content.decode()
    assert queries.answer_of(holder, meeting).state == Answer.REGRETS
    letter = render(OutgoingMail.objects.get(recipient=person)).body
    take = links.address(queries.answer_of(person, meeting), MailDeed.TAKE)
    assert deeds_in(letter) == [
        (meeting.pk, person.pk, MailDeed.TAKE),
        (meeting.pk, person.pk, MailDeed.REGRET),
    ]
    assert "Tager du pladsen?" in client.get(take).content.decode()
    assert queries.answer_of(person, meeting).state == Answer.OFFERED
    for _ in range(2):
        assert "Pladsen er din" in client.post(take).content.decode()
    assert queries.answer_of(person, meeting).state == Answer.COMING
    assert client.get(take)["Cache-Control"] == "private, no-store"
    # The seat is given up and taken by somebody else: the old address says so.
    attending.send_regrets(meeting=meeting, person=person, by=person)
    assert "gået videre" in client.post(take).content.decode()
    assert client.get(take[:-2] + "x/").status_code == 410
    Meeting.objects.update(starts_at=timezone.now() - timedelta(hours=1))
    assert "Mødet er begyndt" in client.post(regret).content.decode()


# --- reminders ----------------------------------------------------------------------------------------
def test_reminders_come_once_two_working_days_before(personas):
    by = personas.coordinator
    meeting = make_meeting(
        personas.group, by=by, days=20, online_url=LINK, accessibility="Elevator"
    )
    here, online, maybe = (make_member(name, "Odense") for name in ("Ane A", "Bo B", "Cai C"))
    attending.sign_up(meeting=meeting, person=here, by=here)
    attending.sign_up(meeting=meeting, person=online, way="online", by=online)
    attending.say_maybe(meeting=meeting, person=maybe, by=maybe)
    day = dates.local(meeting.starts_at).replace(hour=9, minute=0)
    due = day.replace(
        **{
            part: getattr(dates.add_working_days(day.date(), -2), part)
            for part in ("year", "month", "day")
        }
    )
    assert reminding.remind(now=due - timedelta(days=1), by=None) == 0
    assert reminding.remind(now=due, by=None) == 2
    assert reminding.remind(now=due, by=None) == 0
    sent = OutgoingMail.objects.filter(template="meetings/mail/soon")
    letters = {mail.recipient: render(mail).body for mail in sent}
    assert set(letters) == {here, online} and sent.count() == 2
    assert "Torvet 1" in letters[here] and "Elevator" in letters[here]
    assert "Linket kommer i en mail for sig" in letters[online]
    assert deeds_in(letters[here]) == [(meeting.pk, here.pk, MailDeed.REGRET)]
    assert LINK not in "".join(letters.values())


def test_who_has_just_signed_up_is_not_reminded(personas):
    meeting = make_meeting(personas.group, by=personas.coordinator, days=1.5)
    attending.sign_up(meeting=meeting, person=personas.member, by=personas.member)
    assert reminding.remind(by=None) == 0


def test_the_link_is_sent_once_to_those_who_come_online(personas):
    meeting = make_meeting(personas.group, by=personas.coordinator, days=0.9, online_url=LINK)
    here, online = make_member("Ane A", "Odense"), make_member("Bo B", "Odense")
    attending.sign_up(meeting=meeting, person=here, by=here)
    attending.sign_up(meeting=meeting, person=online, way="online", by=online)
    assert reminding.send_links(now=meeting.starts_at - timedelta(hours=25), by=None) == 0
    assert [reminding.send_links(by=None) for _ in range(2)] == [1, 0]
    mail = OutgoingMail.objects.get(template="meetings/mail/link")
    assert mail.recipient == online and LINK in render(mail).body


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_new_letters_can_be_read(personas, meeting, language):
    from events.meetings import notices

    personas.member.language = language
    personas.member.save()
    Meeting.objects.update(starts_at=timezone.now() + timedelta(hours=5))
    meeting.refresh_from_db()
    answer = attending.sign_up(meeting=meeting, person=personas.member, by=personas.member)
    answer.offered_until = timezone.now() + timedelta(hours=24)
    for tell in (
        notices.tell_offered,
        notices.tell_seated,
        notices.tell_soon,
        notices.tell_link,
    ):
        tell(meeting, answer, by=None)
    for mail in OutgoingMail.objects.all():
        message = render(mail)
        for text in (message.body, message.alternatives[0].content):
            assert meeting.title in text and meeting.get_absolute_url() in text
            assert (" kl. " in text) == (language == "da")
        assert meeting.title in message.subject and "\n" not in message.subject
    notices.tell_lapsed(meeting, personas.member, by=None)
    assert Notice.objects.latest("pk").kind == "meeting_lapsed"


# --- the page of answers ------------------------------------------------------------------------------
def answered(meeting, personas) -> dict:
    Meeting.objects.update(capacity=3)
    names = ("Ane A", "Bo B", "Cai C", "Dea D", "Eva E")
    people = [make_member(name, "Odense") for name in names]
    meal = attending.Meal("vegan")
    attending.sign_up(meeting=meeting, person=people[0], meal=meal, by=people[0])
    guests.bring(meeting=meeting, person=people[0], name="Gry Gæst", by=people[0])
    attending.sign_up(meeting=meeting, person=people[1], by=people[1])
    attending.sign_up(meeting=meeting, person=people[2], waits=True, by=people[2])
    attending.say_maybe(meeting=meeting, person=people[3], by=people[3])
    attending.send_regrets(meeting=meeting, person=people[4], word="Ferie i Skagen", by=people[4])
    return dict(zip(names, people, strict=True))


def test_the_page_of_answers_is_for_those_who_run_the_meeting(client, personas, meeting):
    answered(meeting, personas)
    addresses = [
        reverse("meetings:answers", args=[meeting.pk]),
        reverse("meetings:answers_sheet", args=[meeting.pk, "csv"]),
        reverse("meetings:answers_sheet", args=[meeting.pk, "xlsx"]),
    ]
    for user, status in (
        (personas.member, 403),
        (personas.other_coordinator, 403),
        (personas.former, 403),
        (personas.coordinator, 200),
        (personas.editor, 200),
    ):
        as_(client, user)
        assert [client.get(url).status_code for url in addresses] == [status] * 3
    as_(client, personas.member)
    assert "Ferie i Skagen" not in client.get(meeting.get_absolute_url()).content.decode()
    as_(client, personas.coordinator)
    page = client.get(addresses[0]).content.decode()
    for words in ("Ferie i Skagen", "Gry Gæst", "vegansk", "Venter siden", "3 af 3 pladser"):
        assert words in page
    sheet = client.get(addresses[1]).content.decode("utf-8-sig").splitlines()
    assert sheet[0] == "Navn;Kommune;Svar;Hvordan;Ord;Gæst;Venter siden"
    assert sheet[1] == "Ane A;Odense;kommer;i lokalet;;Gry Gæst;"
    assert len(sheet) == 6 and "vegan" not in "".join(sheet)
    assert client.get(addresses[1].replace("csv", "exe")).status_code == 404


def test_who_phoned_is_signed_up_and_off(client, personas, meeting):
    people = answered(meeting, personas)
    as_(client, personas.coordinator)

    def phoned(name, what):
        return post(client, meeting, "write_down", person=people[name].pk, what=what)

    assert "Dea D står på ventelisten." in phoned("Dea D", "in_person").content.decode()
    assert "Eva E er tilmeldt." in phoned("Eva E", "online").content.decode()
    assert "Bo B er meldt fra." in phoned("Bo B", "stays").content.decode()
    assert queries.answer_of(people["Cai C"], meeting).state == Answer.OFFERED
    wrong = post(client, meeting, "write_down", person=personas.former.pk, what="in_person")
    assert wrong.context["form"].errors
    assert wrong.status_code == 200


def test_the_page_of_answers_asks_as_often_for_many(
    client, personas, meeting, django_assert_num_queries
):
    Meeting.objects.update(capacity=None)
    as_(client, personas.coordinator)
    address = reverse("meetings:answers", args=[meeting.pk])
    count = 0
    for many in (1, 3, 20):
        while count < many:
            person = make_member(f"Nummer {count}", "Odense")
            attending.sign_up(meeting=meeting, person=person, by=person)
            guests.bring(meeting=meeting, person=person, name="Gry Gæst", by=person)
            count += 1
        client.get(address)
        with django_assert_num_queries(10):
            assert client.get(address).status_code == 200
