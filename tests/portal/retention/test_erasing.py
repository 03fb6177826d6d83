"""Whoever is erased is nowhere any more: proved by reading every row of every table and every file."""

from pathlib import Path

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse

from portal.kit.problems import Refused
from portal.notices import tasks
from portal.retention.flows import erase_person
from portal.retention.remains import traces_of
from tests.factories import forum
from tests.factories.people import (
    make_former,
    make_member,
    make_secretariat,
    make_user,
    show_second_factor,
)
from tests.factories.whole_person import ADDRESS, make_marked_person

pytestmark = pytest.mark.django_db
#: Any of these in a table or a file is a trace.
MARKS = ("zebulon", "zzyxh", "98765432", "98 76 54 32", "98\xa076\xa054\xa032")


@pytest.fixture
def by():
    return make_secretariat(name="Asta Administrator")


def whole_dump() -> dict[str, str]:
    """Every table as text, those that the search keeps for itself too."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            words = "wagtailsearch_indexentry_fts"
            cursor.execute(f"INSERT INTO {words}({words}) VALUES('optimize')")
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        else:
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        dump = {}
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            dump[table] = "\n".join(_in_words(value) for row in cursor for value in row)
    return dump


def _in_words(value) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace").casefold()
    return str(value).casefold()


def where_found(root: Path) -> list[str]:
    found = [table for table, text in whole_dump().items() if any(mark in text for mark in MARKS)]
    for path in root.rglob("*"):
        if path.is_file():
            text = f"{path.name} {path.read_bytes().decode('utf-8', 'replace')}".casefold()
            found += [str(path)] if any(mark in text for mark in MARKS) else []
    return sorted(found)


def test_nothing_is_left_in_any_table_or_file(by, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    scene = make_marked_person()
    assert len(where_found(tmp_path)) > 5
    left = erase_person(person=scene.person, by=by)
    assert left == []
    # The person has asked for it and is told, at the address: only that letter knows it, until it is sent.
    assert where_found(tmp_path) == ["notices_outgoingmail"]
    assert tasks.deliver_due.call() > 0
    assert mail.outbox[-1].to == [ADDRESS]
    assert where_found(tmp_path) == []
    scene.question.refresh_from_db()
    assert scene.question.title == "Kender I Tidligere medlem?"


def test_a_name_that_somebody_else_bears_is_left_in_others_texts(by):
    gone, _same = make_former("Mette Holm"), make_member("Mette Holm", "Odense")
    question = forum.make_question(make_member("Bo Lund", "Aalborg"), "Kender I Mette Holm?")
    erase_person(person=gone, by=by)
    question.refresh_from_db()
    assert question.title == "Kender I Mette Holm?"


def test_a_number_within_another_number_is_none(by):
    gone = make_former("Mette Holm")
    gone.phone = "12 34 56 78"
    gone.save()
    traces = traces_of(gone)
    kept = "Sag 2023-123456789 og 412345678, a12345678"
    assert traces.without(kept) == kept
    assert traces.without("Ring 12345678.") == "Ring slettet nummer."


@pytest.mark.parametrize(
    ("person", "code"),
    [(lambda by: make_member("Bo Lund"), "still_member"), (lambda by: by, "own_account")],
)
def test_who_cannot_be_erased_yet_and_why(by, person, code):
    with pytest.raises(Refused) as refused:
        erase_person(person=person(by), by=by)
    assert code in refused.value.codes


def test_the_desk_says_what_stays_and_erases(client, by):
    client.force_login(by)
    show_second_factor(client, by)
    gone = make_user("Ansøger Andersen")
    page = reverse("retention_desk:erase", args=[gone.pk])
    assert "Det bliver stående, og hvorfor" in client.get(page).text
    assert client.post(page).status_code == 200
    gone.refresh_from_db()
    assert gone.name == "Tidligere medlem"
    # A second click changes nothing and says so.
    assert "Kontoen er allerede slettet." in client.post(page).text
