"""The proof of deletion: one who has done everything is erased at the desk, the worker does its work, and
then everything that lies on disk is searched, byte by byte. Each search is shown to find before."""

import logging
import shutil

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.tasks import TaskResultStatus
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.notices.flows import Mail, send_last_letter, send_letter
from portal.notices.folder import BETWEEN, FOLDERS
from portal.notices.models import OutgoingMail
from portal.retention import mail_folder
from portal.retention.flows import erase_person
from portal.retention.models import Leftover
from portal.retention.remains import NOBODY, Traces
from portal.retention.tasks import PATIENCE, leave_nothing_on_disk
from tests import migrated
from tests.factories import forum
from tests.factories.people import make_secretariat, show_second_factor
from tests.factories.whole_person import ADDRESS, NAME, PHONE, make_marked_person

from .searching import database_places, file_places, has, indexed_words, spellings

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "postgresql" and shutil.which("pg_dump") is None,
        reason="pg_dump is missing, which writes the dump that is searched",
    ),
]


def work() -> None:
    """Everything that is queued, as the worker does it, until nothing is due."""
    while (row := DBTaskResult.objects.ready().first()) is not None:
        row.claim("test")
        result = row.task_result
        row.set_successful(row.task.call(*result.args, **result.kwargs))


@pytest.fixture
def places(settings, tmp_path, transactional_db):
    """Media and mails in folders of their own, and what migrations have written, whoever came before."""
    migrated.put_rows()
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "media"},
        },
    }
    settings.MAILERS = {
        "default": {"BACKEND": FOLDERS, "OPTIONS": {"file_path": tmp_path / "mail"}}
    }
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path


def test_neither_database_nor_files_mails_or_logs_know_the_person(places, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    scene = make_marked_person()
    person, asta = scene.person, make_secretariat(name="Asta Administrator")
    forum.make_question(scene.other, f"Hvem afløser {NAME.upper()}?")
    template = "retention/mail/answered"
    told = {"kind": "correction", "outcome": "done", "answer": f"{NAME} ringer fra {PHONE}."}
    send_letter(scene.other.email, mail=Mail(template, told), to=scene.other, by=None)
    OutgoingMail.objects.filter(template="x").delete()  # no such letter exists
    work()
    marks = spellings(*NAME.split(), ADDRESS, PHONE, PHONE.replace(" ", ""), person.name_key)

    # Before: each place knows the person, and the search finds it.
    before = database_places(marks)
    assert before
    if connection.vendor == "sqlite":
        assert any(word.startswith("wagtailsearch_indexentry_fts: z") for word in before)
    assert file_places(places / "media", marks) and len(file_places(places / "mail", marks)) > 1
    assert has(f"Fejl ved {NAME}".encode(), marks) and has(json_of(NAME), marks)

    caplog.clear()
    capfd.readouterr()
    desk = Client()
    desk.force_login(asta)
    show_second_factor(desk, asta)
    page = reverse("retention_desk:erase", args=[person.pk])
    assert "Personen er slettet" in desk.post(page, {"words": ""}).text
    work()
    # A last letter that was still waiting would have called the cleaning back.
    assert not DBTaskResult.objects.filter(status=TaskResultStatus.READY).exists()

    assert database_places(marks) == []
    assert file_places(places / "media", marks) == []
    # In the person's own mailbox lies the one letter that says that it is done; the portal has none.
    (letter,) = file_places(places / "mail", marks)
    assert ADDRESS in (places / "mail" / letter).read_text()
    assert not OutgoingMail.objects.filter(leaves_no_trace=True).exists()
    assert not Leftover.objects.exists()
    written = "".join(capfd.readouterr()) + caplog.text
    assert not has(written.encode(), marks)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's dump has no free pages")
def test_without_the_cleaning_the_file_still_knows(places):
    """The negative control: rows that are gone lie in the file until it is written anew."""
    person, asta = make_marked_person().person, make_secretariat(name="Asta Administrator")
    marks = spellings(*NAME.split(), ADDRESS)
    erase_person(person=person, by=asta)
    OutgoingMail.objects.all().delete()
    assert database_places(marks)
    leave_nothing_on_disk.call()
    assert database_places(marks) == []
    assert indexed_words()
    # While a last letter waits to be sent it knows an address, so the cleaning comes back for it.
    send_last_letter(ADDRESS, mail=Mail("retention/mail/erased"), language="da", by=None)
    leave_nothing_on_disk.call()
    soon = timezone.now() + PATIENCE
    back = DBTaskResult.objects.filter(status=TaskResultStatus.READY, run_after__lte=soon)
    assert [row.task_path.rpartition(".")[2] for row in back] == ["leave_nothing_on_disk"]


def test_a_mail_that_shares_its_file_with_another_is_found(places):
    """The backend appends to a file where two letters go out within one second by the same name."""
    folder = places / "mail"
    folder.mkdir()
    plain, named, last = map(as_sent, ("Ingen er nævnt.", f"Ring til {NAME}.", "Ingen her."))
    (folder / "1.log").write_bytes(BETWEEN.join([plain, named, last, b""]))
    (folder / "2.log").write_bytes(BETWEEN.join([plain, b""]))
    assert mail_folder.forget(Traces({NAME: NOBODY})) == 1
    assert [file.name for file in folder.iterdir()] == ["2.log"]


def as_sent(text: str) -> bytes:
    """A letter as the portal writes them, in two ways to read it."""
    letter = EmailMultiAlternatives("Hej", text, "fra@example.dk", ["til@example.dk"])
    letter.attach_alternative(f"<p>{text}</p>", "text/html")
    return letter.message().as_bytes()


def json_of(text: str) -> bytes:
    """As SQLite keeps it within JSON."""
    return text.replace("ø", "\\u00f8").encode()
