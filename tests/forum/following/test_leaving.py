"""Every letter that can be left carries the way out: one click, without log-in, and nothing by looking."""

import re
from email import message_from_bytes, policy

import pytest
from django.core import mail as django_mail
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forum.following.models import TopicFollow, Waiting
from forum.questions.enums import Level
from forum.questions.models import Follow
from members.people.flows import membership
from portal.audit.models import Entry
from portal.notices import subscriptions
from portal.notices.flows import Mail, tell
from portal.notices.models import OutgoingMail
from portal.notices.tasks import render
from tests.factories.following import came, follow_question, follow_topic, moment
from tests.factories.forum import make_answer, make_question, make_topic
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def stranger():
    """A mail program: no log-in, no cookies, and the checks of a real request."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def question(asker, reader, topic):
    question = make_question(asker, "Er der en frist?", topics=[topic])
    follow_question(reader, question)
    return question


def way_out(person) -> str:
    """The address in the newest letter to someone."""
    mail = OutgoingMail.objects.filter(recipient=person).latest("pk")
    header = render(mail).extra_headers["List-Unsubscribe"]
    return re.fullmatch(r"<http://[^/]+(/.+)>", header).group(1)


def level_of(person, question) -> str:
    return Follow.objects.get(person=person, question=question).level


# --- the letter --------------------------------------------------------------------------------------
def test_the_header_is_as_rfc_8058_has_it(question, colleague, reader, settings):
    make_answer(question, colleague)
    message = render(OutgoingMail.objects.get(recipient=reader))
    raw = message.message(policy=policy.SMTP).as_bytes()
    sent = message_from_bytes(raw, policy=policy.default)
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = sent["List-Unsubscribe"]
    assert re.fullmatch(
        rf"<{re.escape(settings.BASE_URL)}/notifikationer/afmeld/[\w:-]+/>", address
    )
    # In one piece, as programs read it that know nothing of encoded words.
    assert f"\r\nList-Unsubscribe: {address}\r\n".encode() in raw
    for part in (message.body, message.alternatives[0][0]):
        assert address.strip("<>") in part


def test_every_kind_of_letter_of_the_forum_can_be_left(asker, colleague, reader, topic):
    follow_topic(reader, topic)
    question = make_question(asker, topics=[topic])
    follow_question(asker, question, Level.DAILY)
    follow_question(reader, question)
    make_answer(question, colleague)
    came("2026-11-19 10:00")
    from forum.following.flows import send_digests

    send_digests(now=moment("2026-11-20 07:00"), by=None)
    assert set(OutgoingMail.objects.values_list("template", "subscription")) == {
        ("following/mail/asked", f"topics:{question.pk}"),
        ("questions/mail/answered", f"question:{question.pk}"),
        ("following/mail/gathered", "digest:0"),
    }
    for mail in OutgoingMail.objects.all():
        assert "List-Unsubscribe" in render(mail).extra_headers


def test_a_letter_that_one_has_to_get_has_no_way_out(reader):
    tell([reader], kind="x", title="x", url="/", mail=Mail("questions/mail/answered"), by=None)
    message = render(OutgoingMail.objects.get())
    assert not {"List-Unsubscribe", "List-Unsubscribe-Post"} & set(message.extra_headers)
    assert "afmeld" not in message.body + message.alternatives[0][0]


def test_the_row_forgets_what_it_could_be_left_as(question, colleague, reader, run_jobs):
    make_answer(question, colleague)
    run_jobs()
    assert set(OutgoingMail.objects.values_list("subscription", "state")) == {("", "sent")}


# --- leaving -----------------------------------------------------------------------------------------
def test_looking_changes_nothing(question, colleague, reader, stranger):
    make_answer(question, colleague)
    page = stranger.get(way_out(reader))
    assert page.status_code == 200 and "no-store" in page["Cache-Control"]
    assert "Er der en frist?" in page.text and 'method="post"' in page.text
    stranger.head(way_out(reader))
    assert level_of(reader, question) == Level.AT_ONCE


def test_one_post_leaves_without_log_in_and_without_a_form_of_ours(
    question, colleague, reader, stranger, run_jobs
):
    make_answer(question, colleague)
    address = way_out(reader)
    run_jobs()
    django_mail.outbox.clear()
    page = stranger.post(address, ONE_CLICK)
    assert page.status_code == 200 and "Er der en frist?" in page.text
    assert level_of(reader, question) == Level.NEVER
    make_answer(question, colleague)
    run_jobs()
    assert reader.email not in {mail.to[0] for mail in django_mail.outbox}
    assert stranger.post(address, ONE_CLICK).status_code == 200  # again is no harm
    entry = Entry.objects.filter(action="following.left").first()
    assert (entry.by_id, entry.object_id, entry.facts) == (reader.pk, "", {"what": "question"})


def test_leaving_a_new_questions_letter_leaves_its_topics_and_no_others(
    asker, reader, topic, stranger
):
    other, weekly = make_topic("Partshøring"), make_topic("Mægling")
    follow_topic(reader, topic)
    follow_topic(reader, other)
    follow_topic(reader, weekly, Level.WEEKLY)
    make_question(asker, topics=[topic, weekly])
    page = stranger.post(way_out(reader), ONE_CLICK)
    assert "Aktindsigt" in page.text and "Partshøring" not in page.text
    assert set(TopicFollow.objects.values_list("topic", flat=True)) == {other.pk, weekly.pk}


def test_leaving_the_gathered_letters_leaves_what_is_told_at_once(
    asker, colleague, reader, topic, question, stranger
):
    other = make_question(asker, "Den anden")
    follow_question(reader, other, Level.WEEKLY)
    follow_topic(reader, topic, Level.DAILY)
    make_question(asker, topics=[topic])
    came("2026-11-19 10:00")
    from forum.following.flows import send_digests

    send_digests(now=moment("2026-11-20 07:00"), by=None)
    make_question(asker, topics=[topic])
    assert stranger.post(way_out(reader), ONE_CLICK).status_code == 200
    assert level_of(reader, question) == Level.AT_ONCE
    assert level_of(reader, other) == Level.NEVER
    assert not TopicFollow.objects.exists() and not Waiting.objects.exists()


def test_left_between_the_deed_and_the_sending_the_letter_does_not_go(
    question, colleague, reader, stranger, run_jobs, mailoutbox
):
    make_answer(question, colleague)
    stranger.post(way_out(reader), ONE_CLICK)
    run_jobs()
    assert reader.email not in {mail.to[0] for mail in mailoutbox}
    assert not OutgoingMail.objects.filter(recipient=reader).exists()


@pytest.mark.parametrize("kind", ["question", "topics"])
def test_who_lost_their_membership_before_the_sending_gets_no_letter(
    asker, colleague, reader, topic, run_jobs, mailoutbox, kind
):
    follow_topic(reader, topic)
    question = make_question(asker, topics=[topic])
    if kind == "question":
        OutgoingMail.objects.all().delete()
        follow_question(reader, question)
        make_answer(question, colleague)
    assert OutgoingMail.objects.filter(recipient=reader).exists()
    membership.end_membership(person=reader, by=None)
    run_jobs()
    assert reader.email not in {mail.to[0] for mail in mailoutbox}


def test_who_wants_it_gathered_from_now_on_still_gets_the_letter_that_was_on_its_way(
    asker, reader, topic, run_jobs, mailoutbox
):
    follow_topic(reader, topic)
    make_question(asker, topics=[topic])
    follow_topic(reader, topic, Level.DAILY)
    run_jobs()
    assert [mail.to for mail in mailoutbox] == [[reader.email]]


def test_a_silenced_question_is_not_sent_for_its_topic(asker, reader, topic, run_jobs, mailoutbox):
    follow_topic(reader, topic)
    question = make_question(asker, topics=[topic])
    follow_question(reader, question, Level.NEVER)
    run_jobs()
    assert not mailoutbox


# --- addresses that do not hold ----------------------------------------------------------------------
def test_a_broken_address_says_so_and_where_to_go(question, colleague, reader, stranger):
    make_answer(question, colleague)
    address = way_out(reader)
    for broken in (address[:-5] + "/", address.replace(":", "", 1), "/notifikationer/afmeld/x/"):
        for method in (stranger.get, stranger.post):
            page = method(broken)
            assert page.status_code == 410
            assert "Linket virker ikke længere" in page.text
            assert reverse("following:mine") in page.text
    assert level_of(reader, question) == Level.AT_ONCE


def test_an_address_runs_out(question, colleague, reader, stranger, monkeypatch):
    make_answer(question, colleague)
    address = way_out(reader)
    later = timezone.now().timestamp() + subscriptions.VALID + 60
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert stranger.post(address, ONE_CLICK).status_code == 410
    assert level_of(reader, question) == Level.AT_ONCE


def test_a_signature_made_for_something_else_opens_nothing(question, reader, stranger):
    foreign = signing.dumps(
        [reader.pk, f"question:{question.pk}"], salt="members.admission.application"
    )
    assert stranger.post(reverse("notices:leave", args=[foreign])).status_code == 410
    assert level_of(reader, question) == Level.AT_ONCE


def test_the_address_is_the_recipients_whoever_is_logged_in(question, colleague, reader, client):
    follow_question(colleague, question)
    make_answer(question, make_member("Bo Lund", "Aalborg"))
    client.force_login(colleague)
    client.post(way_out(reader), ONE_CLICK)
    assert level_of(reader, question) == Level.NEVER
    assert level_of(colleague, question) == Level.AT_ONCE


def test_a_former_members_address_works_and_tells_no_title(question, colleague, reader, stranger):
    make_answer(question, colleague)
    address = way_out(reader)
    membership.end_membership(person=reader, by=None)
    for page in (stranger.get(address), stranger.post(address)):
        assert page.status_code == 200 and "Er der en frist?" not in page.text
    assert level_of(reader, question) == Level.NEVER


def test_a_question_or_an_account_that_is_gone_is_no_error(question, colleague, reader, stranger):
    make_answer(question, colleague)
    address = way_out(reader)
    question.delete()
    assert stranger.post(address).status_code == 200
    reader.delete()
    assert stranger.post(address).status_code == stranger.get(address).status_code == 200


def test_the_page_is_in_the_recipients_language(question, asker, colleague, stranger):
    ellen = make_member("Ellen English", "Faxe", language="en")
    follow_question(ellen, question)
    make_answer(question, colleague)
    assert "Stop these letters?" in stranger.get(way_out(ellen)).text
