"""The worker is woken when letters are committed: once for all that wait."""

import pytest
from django.db import transaction
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.notices import tasks
from portal.notices.flows import Mail, send_letter, tell
from portal.notices.models import OutgoingMail
from tests.factories.people import make_member

LETTER = Mail("account/email/password_changed")


def write(number=1):
    send_letter(f"borger{number}@example.dk", mail=LETTER, by=None)


def queued():
    found = DBTaskResult.objects.filter(task_path=tasks.deliver_due.module_path)
    return list(found.values_list("status", flat=True))


@pytest.mark.django_db
def test_several_letters_wake_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        write(1)
        write(2)
        tell([make_member()], kind="answer", title="Nyt", url="/", mail=LETTER, by=None)
        assert queued() == []
    assert queued() == [TaskResultStatus.READY]
    with django_capture_on_commit_callbacks(execute=True):
        write(3)
    assert queued() == [TaskResultStatus.READY]


@pytest.mark.django_db
@pytest.mark.parametrize("begun", [TaskResultStatus.RUNNING, TaskResultStatus.SUCCESSFUL])
def test_a_task_that_has_begun_may_have_passed_the_letter(
    begun, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        write(1)
    DBTaskResult.objects.update(status=begun, started_at="2026-03-02T12:00Z")
    with django_capture_on_commit_callbacks(execute=True):
        write(2)
    assert sorted(queued()) == sorted([begun, TaskResultStatus.READY])


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_wakes_nobody():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write()
        raise ZeroDivisionError
    assert queued() == [] and not OutgoingMail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_letter_stands_although_nobody_could_be_woken(monkeypatch):
    def fail(*_args, **_kwargs):
        raise RuntimeError("no queue")

    monkeypatch.setattr("django_tasks_db.backend.DatabaseBackend.enqueue", fail)
    write()
    assert OutgoingMail.objects.count() == 1
    monkeypatch.undo()
    assert tasks.deliver_due.call() == 1  # as the worker does every minute
