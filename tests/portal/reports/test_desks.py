"""The outbox and the trail: who may open them, and what they show."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members.people.flows import membership
from portal.audit import trail
from portal.audit.models import Entry
from portal.notices.enums import MailState
from portal.notices.flows import Mail, send_letter
from portal.notices.models import OutgoingMail
from portal.reports.actions import WORDS, facts_in_words, in_words
from portal.reports.audit_queries import entries_for, narrowed
from tests.factories.people import make_group, make_member

CALL = re.compile(r"trail\.record\((.*?),\s*on=", re.DOTALL)
ACTION = re.compile(r'"([a-z_]+\.[a-z_]+)"')


def failed(address="a@example.dk"):
    mail = send_letter(address, mail=Mail("account/email/password_changed"), by=None)
    OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.FAILED, error="SMTPError")
    return mail


def actions_in_code():
    for room in ("portal", "events", "forum", "resources", "members"):
        for file in Path(settings.ROOT, room).rglob("*.py"):
            for call in CALL.findall(file.read_text(encoding="utf-8")):
                yield from ACTION.findall(call)


def test_every_action_in_the_code_has_words():
    found = set(actions_in_code())
    assert {"people.admitted", "notices.mail_resent"} <= found
    assert sorted(found - set(WORDS)) == []


def test_an_action_without_words_is_shown_as_it_is():
    assert in_words("people.admitted") == "Optaget i netværket"
    assert in_words("room.unheard_of") == "room.unheard_of"


@pytest.mark.django_db
@pytest.mark.parametrize("desk", ["audit_desk:list", "notices_desk:list"])
def test_only_administrators_open_the_desks(client, personas, desk):
    for name, user in personas.all().items():
        client.logout()
        if user.is_authenticated:
            client.force_login(user)
        answer = client.get(reverse(desk))
        if name in {"stranger", "editor", "jurist"}:  # to the log-in, or back to the desk's start
            assert answer.status_code == 302, name
            assert answer.headers["Location"].startswith(("/konto/login/", "/admin/")), name
        else:
            assert answer.status_code == (200 if name == "administrator" else 403), name


@pytest.mark.django_db
def test_the_outbox_shows_its_tabs_and_sends_again(client, personas):
    mail = failed()
    send_letter("waits@example.dk", mail=Mail("x"), by=None)
    client.force_login(personas.administrator)
    url = reverse("notices_desk:list")
    text = client.get(url).content.decode()
    assert "a@example.dk" in text and "SMTPError" in text and "waits@example.dk" not in text
    assert "waits@example.dk" in client.get(f"{url}?vis=waiting").content.decode()
    assert client.get(f"{url}?vis=nonsense").status_code == 200
    again = reverse("notices_desk:resend", args=[mail.pk])
    assert client.get(again).status_code == 405
    assert client.post(again).status_code == 302
    mail.refresh_from_db()
    assert mail.state == MailState.QUEUED
    OutgoingMail.objects.update(state=MailState.FAILED)
    client.force_login(personas.editor)
    client.post(again)
    mail.refresh_from_db()
    assert mail.state == MailState.FAILED


@pytest.mark.django_db
def test_the_trail_is_narrowed_by_person_action_object_and_period(personas):
    reader, group = personas.administrator, make_group("Sydhavsøerne", "Lolland")
    doer = make_member("Åse Ærø", "Faxe", email="aase@example.dk")
    Entry.objects.all().delete()
    done = trail.record("groups.changed", on=group, by=doer)
    told = trail.record("people.admitted", on=doer, by=reader, about=doer)
    old = trail.record("people.role_ended", on=None, by=None)
    today = timezone.localdate()
    Entry.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=10))

    def found(**choices):
        return set(narrowed(entries_for(reader), **choices))

    assert found() == {done, told, old}
    for person in ("Åse", "aase@EXAMPLE.dk", str(doer.pk), "ærø"):
        assert found(person=person) == {done, told}, person
    assert found(person="Ingen") == set()
    assert found(action="groups.changed") == {done}
    assert found(object="groups.group") == {done}
    assert found(object=f"groups.group {group.pk}") == {done}
    assert found(object=f"groups.group#{group.pk + 1}") == set()
    assert found(since=today) == {done, told}
    assert found(until=today - timedelta(days=1)) == {old}
    assert found(since=today, until=today) == {done, told}


@pytest.mark.django_db
def test_the_trail_is_nobody_elses(personas):
    for name, user in personas.all().items():
        assert entries_for(user).exists() is (name == "administrator"), name


@pytest.mark.django_db
def test_pages_of_one_person_and_one_object_also_when_they_are_gone(client, personas):
    client.force_login(personas.administrator)
    user = make_member("Væk Vagn", "Faxe")
    membership.end_membership(person=user, by=personas.administrator)
    number = user.pk
    page = client.get(reverse("audit_desk:person", args=[number])).content.decode()
    assert "Medlemskab ophørt" in page and "Karen Lund" in page and "Væk Vagn" in page
    user.delete()
    page = client.get(reverse("audit_desk:person", args=[number])).content.decode()
    assert "Medlemskab ophørt" in page and "Væk Vagn" not in page
    page = client.get(reverse("audit_desk:object", args=["people.user", str(number)]))
    assert "Medlemskab ophørt" in page.content.decode()


@pytest.mark.django_db
def test_the_trail_takes_as_many_queries_for_thirty_lines_as_for_three(client, personas):
    client.force_login(personas.administrator)
    counts = []
    for more in (3, 27):
        for place in range(more):
            trail.record("groups.changed", on=None, by=make_member(f"Nr {more} {place}", "Faxe"))
        client.get(reverse("audit_desk:list"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("audit_desk:list"))
        counts.append(len(queries))
    assert counts[0] == counts[1], counts


@pytest.mark.django_db
def test_a_cpr_number_is_not_searched_for(client, personas):
    client.force_login(personas.administrator)
    answer = client.get(reverse("audit_desk:list"), {"person": "010190-1234"})
    assert answer.status_code == 200
    assert "person" in answer.context["form"].errors


@pytest.mark.django_db
def test_the_filter_of_the_trail_speaks_of_kinds_and_keeps_what_was_typed(client, personas):
    client.force_login(personas.administrator)
    group = make_group("Sydhavsøerne", "Lolland")
    Entry.objects.all().delete()
    trail.record("groups.changed", on=group, by=personas.administrator)
    trail.record("people.admitted", on=personas.member, by=personas.administrator)
    url = reverse("audit_desk:list")
    found = client.get(url, {"kind": "groups.group", "number": group.pk}).context["lines"]
    assert [line.words for line in found] == ["Gruppe ændret"]
    wrong = client.get(url, {"number": "12", "since": "2026-02-02", "until": "2026-02-01"})
    assert set(wrong.context["form"].errors) == {"kind", "until"}
    text = wrong.content.decode()
    assert 'value="12"' in text and 'value="2026-02-01"' in text
    assert "Vælg også, hvad nummeret hører til." in text


def test_facts_are_read_as_words_and_none_is_hidden():
    facts = {"role": "coordinator", "anonymous": False, "unheard_of": 7, "group": None}
    assert facts_in_words(facts) == ["rolle: koordinator", "anonymt: nej", "unheard_of: 7"]


@pytest.mark.django_db
def test_an_objects_own_page_is_called_by_its_kind(client, personas):
    client.force_login(personas.administrator)
    page = client.get(reverse("audit_desk:object", args=["groups.group", "7"]))
    assert page.context["title"] == "Gruppe 7"


@pytest.mark.django_db
def test_a_failed_mail_says_what_it_is_and_what_went_wrong(client, personas):
    mail = failed()
    OutgoingMail.objects.filter(pk=mail.pk).update(error="SMTPRecipientsRefused", attempts=7)
    client.force_login(personas.administrator)
    text = client.get(reverse("notices_desk:list")).content.decode()
    assert "account/email/password_changed" not in text
    assert "Adressen blev afvist. Er den stavet rigtigt? (SMTPRecipientsRefused)" in text
    start = client.get("/admin/").content.decode()
    assert "1 venter på dig" in start


@pytest.mark.django_db
@pytest.mark.parametrize("tab", ["failed", "waiting", "sent"])
def test_the_outbox_takes_as_many_queries_for_thirty_mails_as_for_three(client, personas, tab):
    client.force_login(personas.administrator)
    state = {"failed": MailState.FAILED, "waiting": MailState.QUEUED, "sent": MailState.SENT}[tab]
    url, counts = f"{reverse('notices_desk:list')}?vis={tab}", []
    for more in (3, 27):
        for _ in range(more):
            send_letter("a@example.dk", mail=Mail("account/email/password_changed"), by=None)
        sent_at = timezone.now() if tab == "sent" else None
        OutgoingMail.objects.update(state=state, sent_at=sent_at)
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(url).context["rows"]) == OutgoingMail.objects.count()
        counts.append(len(queries))
    assert counts[0] == counts[1], counts
