"""Notices and mails: rows first, delivery later, and only to whom they are for."""

import smtplib

import pytest
from django.core import mail as django_mail
from django.urls import reverse
from django.utils import timezone

from members.people.flows import membership
from portal.audit import trail
from portal.notices import tasks
from portal.notices.enums import MailState
from portal.notices.flows import Mail, mark_read, resend, send_letter, tell
from portal.notices.models import Notice, OutgoingMail
from portal.notices.queries import notices_for, unread_count
from portal.notices.rules import may_view
from portal.notices.views import leads_home
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
LETTER = "account/email/password_changed"


def told(*people, by=None, mail=None, url="/spoerg/1/"):
    return tell(people, kind="answer", title="Nyt svar", url=url, mail=mail, by=by)


def failing(monkeypatch, error=smtplib.SMTPServerDisconnected):
    def send(self, *args, **kwargs):
        raise error("password=hemmelig")

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", send)


def due(mail):
    OutgoingMail.objects.filter(pk=mail.pk).update(next_attempt_at=timezone.now())


# --- telling -----------------------------------------------------------------------------------------
def test_everyone_but_the_doer_is_told_once():
    doer, reader = make_member("Gør Gert"), make_member("Læs Lis", "Faxe")
    assert len(told(doer, reader, reader, by=doer)) == 1
    assert unread_count(doer) == 0
    assert unread_count(reader) == 1


def test_a_closed_account_is_told_nothing():
    closed = make_member(is_active=False)
    assert told(closed, mail=Mail(LETTER)) == []
    assert not OutgoingMail.objects.exists()


def test_telling_nobody_writes_nothing():
    assert told(mail=Mail(LETTER)) == []
    assert not OutgoingMail.objects.exists()


def test_the_bell_is_pushed_once_committed(monkeypatch, django_capture_on_commit_callbacks):
    sent = []
    monkeypatch.setattr("portal.live.streams._send", lambda groups, event: sent.append(groups))
    reader = make_member()
    with django_capture_on_commit_callbacks(execute=True):
        told(reader)
        assert sent == []
    assert sent == [[f"person.{reader.pk}"]]


def test_what_is_rolled_back_was_never_told():
    from django.db import transaction

    reader = make_member()
    with pytest.raises(RuntimeError), transaction.atomic():
        told(reader, mail=Mail(LETTER))
        raise RuntimeError
    assert not Notice.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_telling_many_takes_as_many_queries_as_telling_one(django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    people = [make_member(f"Nr {place}", "Faxe") for place in range(30)]
    counts = []
    for some in (people[:1], people[:3], people):
        with CaptureQueriesContext(connection) as queries:
            told(*some, mail=Mail(LETTER))
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2], counts


# --- mail --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_mail_has_three_parts_in_the_readers_language(language, run_jobs, settings):
    reader = make_member("Læs Lis", language=language)
    told(reader, mail=Mail(LETTER, {"hint": "x"}))
    run_jobs()
    (message,) = django_mail.outbox
    assert message.to == [reader.email]
    assert message.subject and "\n" not in message.subject
    assert "Læs Lis" in message.body
    assert settings.BASE_URL in message.body
    html, kind = message.alternatives[0]
    assert kind == "text/html"
    assert f'<html lang="{language}">' in html
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_the_link_is_absolute(settings):
    reader = make_member()
    told(reader, mail=Mail("admission/mail/receipt", {"days": 30}), url="/spoerg/7/")
    mail = OutgoingMail.objects.get()
    assert f"{settings.BASE_URL}/spoerg/7/" in tasks.render(mail).body


def test_what_the_mail_was_written_from_is_erased_when_it_is_sent(run_jobs):
    told(make_member(), mail=Mail(LETTER, {"secret": "invitation/abc"}))
    run_jobs()
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.context, mail.attempts) == (MailState.SENT, {}, 1)
    assert mail.sent_at is not None
    assert mail.subject == django_mail.outbox[0].subject


def test_a_letter_needs_no_account(run_jobs):
    send_letter("ansoeger@example.dk", mail=Mail(LETTER), by=None)
    run_jobs()
    assert django_mail.outbox[0].to == ["ansoeger@example.dk"]


def test_a_sent_mail_is_not_sent_again(run_jobs):
    told(make_member(), mail=Mail(LETTER))
    run_jobs()
    assert tasks.deliver_due.call() == 0
    assert len(django_mail.outbox) == 1


def test_delays_grow_and_after_the_last_the_mail_has_failed(monkeypatch):
    told(make_member(), mail=Mail(LETTER))
    mail = OutgoingMail.objects.get()
    first_id = mail.message_id
    failing(monkeypatch)
    waits = []
    for attempt in range(1, len(tasks.DELAYS) + 1):
        due(mail)
        before = timezone.now()
        assert tasks.deliver_due.call() == 0
        mail.refresh_from_db()
        assert (mail.state, mail.attempts) == (MailState.QUEUED, attempt)
        waits.append(round((mail.next_attempt_at - before).total_seconds() / 60))
    assert waits == list(tasks.DELAYS) == sorted(tasks.DELAYS)
    due(mail)
    tasks.deliver_due.call()
    mail.refresh_from_db()
    assert mail.state == MailState.FAILED
    assert mail.error == "SMTPServerDisconnected"  # its kind, never its words
    assert mail.message_id == first_id
    due(mail)
    tasks.deliver_due.call()
    mail.refresh_from_db()
    assert mail.attempts == len(tasks.DELAYS) + 1


def test_a_mail_that_waits_is_not_tried_early(monkeypatch):
    told(make_member(), mail=Mail(LETTER))
    failing(monkeypatch)
    tasks.deliver_due.call()
    tasks.deliver_due.call()
    assert OutgoingMail.objects.get().attempts == 1


def test_one_bad_mail_does_not_stop_the_others():
    told(make_member("A"), mail=Mail("no/such/letter"))
    told(make_member("B", "Faxe"), mail=Mail(LETTER))
    assert tasks.deliver_due.call() == 1
    assert OutgoingMail.objects.get(template="no/such/letter").error == "TemplateDoesNotExist"


def test_a_dead_workers_mail_is_sent_again_with_the_same_message_id():
    told(make_member(), mail=Mail(LETTER))
    claimed = tasks._claim_next()
    assert tasks.deliver_due.call() == 0
    due(claimed)
    assert tasks.deliver_due.call() == 1
    assert django_mail.outbox[0].extra_headers["Message-ID"] == claimed.message_id


def test_resending_starts_over_and_leaves_a_line_in_the_trail(personas, monkeypatch, run_jobs):
    told(make_member("A"), mail=Mail(LETTER))
    mail = OutgoingMail.objects.get()
    by = personas.administrator
    assert resend(mail=mail, by=by).attempts == 0
    assert not trail.of_object(mail).exists()  # it has not failed
    OutgoingMail.objects.update(state=MailState.FAILED, attempts=7, error="X")
    mail = resend(mail=mail, by=by)
    assert (mail.state, mail.attempts, mail.error) == (MailState.QUEUED, 0, "")
    assert trail.of_object(mail).get().action == "notices.mail_resent"
    run_jobs()
    assert len(django_mail.outbox) == 1


# --- reading -----------------------------------------------------------------------------------------
def test_notices_for_holds_what_may_view_allows(personas):
    people = personas.all()
    told(*[user for user in people.values() if user.is_authenticated])
    assert Notice.objects.count() == 10
    for name, user in people.items():
        listed = set(notices_for(user))
        for notice in Notice.objects.all():
            assert (notice in listed) is may_view(user, notice), name


def test_only_ones_own_are_marked_read():
    reader, other = make_member("A"), make_member("B", "Faxe")
    (mine,), (theirs,) = told(reader), told(other)
    told(reader)
    assert mark_read(notices=[mine.pk, theirs.pk], by=reader) == 1
    assert unread_count(reader) == 1 and unread_count(other) == 1
    assert mark_read(by=reader) == 1
    assert mark_read(by=reader) == 0
    assert unread_count(other) == 1


# --- pages -------------------------------------------------------------------------------------------
def test_the_pages(client):
    reader = make_member()
    (notice,) = told(reader, url="/medlemmer/?q=a")
    client.force_login(reader)
    assert client.get(reverse("notices:count")).json() == {"unread": 1}
    assert "Nyt svar" in client.get(reverse("notices:list")).content.decode()
    answer = client.get(reverse("notices:open", args=[notice.pk]))
    assert answer.headers["Location"] == "/medlemmer/?q=a"
    assert client.get(reverse("notices:count")).json() == {"unread": 0}
    told(reader)
    assert client.get(reverse("notices:read_all")).status_code == 405
    assert client.post(reverse("notices:read_all")).status_code == 302
    assert unread_count(reader) == 0


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "///evil.example",
        " /x",
        "",
        "medlemmer/",
    ],
)
def test_a_notice_never_leads_to_another_host(client, url):
    assert not leads_home(url)
    reader = make_member()
    (notice,) = told(reader, url=url)
    client.force_login(reader)
    answer = client.get(reverse("notices:open", args=[notice.pk]))
    assert answer.headers["Location"] == reverse("notices:list")


def test_somebody_elses_notice_is_not_there(client):
    (notice,) = told(make_member("A"))
    client.force_login(make_member("B", "Faxe"))
    assert client.get(reverse("notices:open", args=[notice.pk])).status_code == 404
    assert Notice.objects.get().read_at is None


def test_a_former_member_keeps_the_bell(client):
    reader = make_member()
    told(reader)
    membership.end_membership(person=reader, by=None)
    client.force_login(reader)
    assert client.get(reverse("notices:list")).status_code == 200
    assert client.get(reverse("notices:count")).json() == {"unread": 1}


def test_a_stranger_is_sent_to_the_log_in(client):
    for name in ("notices:list", "notices:count"):
        assert client.get(reverse(name)).status_code == 302


def test_the_list_takes_as_many_queries_for_thirty_as_for_one(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    reader = make_member()
    client.force_login(reader)
    counts = []
    for more in (1, 2, 27):
        for _ in range(more):
            told(reader)
        client.get(reverse("notices:list"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("notices:list"))
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2], counts
