"""Kept SQL is sent so that PostgreSQL keeps its plan; what goes wrong is still said as Django says it."""

import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from events.conference.models import Conference
from members.people.models import Post
from portal.kit.prepared import Prepared
from portal.kit.prepared_changes import PreparedUpdate
from tests.factories.events import make_conference
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps no plans by name")
def test_postgresql_keeps_the_plan_of_kept_sql_and_of_nothing_else():
    person = make_member("Mette Holm", "Odense").pk
    ask = Prepared(lambda person: Post.objects.filter(person=person, pk__gt=0).values_list("pk"))
    for _ in range(3):
        assert ask(person) == list(Post.objects.filter(person=person).values_list("pk"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        kept = [text for (text,) in cursor.fetchall() if 'FROM "people_post"' in text]
    assert len([text for text in kept if '"people_post"."id" > 0' in text]) == 1
    assert not any(re.search(r'"person_id" = \d', text) for text in kept)


def test_a_number_and_a_larger_one_are_the_same_question():
    """PostgreSQL is told how large a number is, and keeps a plan for each size."""
    person = make_member("Mette Holm", "Odense").pk
    ask = Prepared(lambda person: Post.objects.filter(person=person).values_list("pk"))
    for _ in range(3):
        assert len(ask(person)) == 1
        assert ask(70_000) == ask(5_000_000_000) == []


def test_what_the_database_refuses_is_refused_as_by_django():
    conference = make_conference()
    conference.capacity = 1
    conference.save()
    oversell = PreparedUpdate(
        lambda number: Conference.objects.filter(pk=number), taken=F("taken") + 2
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        oversell(conference.pk)
    conference.refresh_from_db()
    assert conference.taken == 0


def test_in_a_transaction_that_is_broken_nothing_is_asked():
    ask = Prepared(lambda person: Post.objects.filter(person=person).values_list("pk"))
    ask(1)
    with pytest.raises(transaction.TransactionManagementError), transaction.atomic():
        transaction.set_rollback(True)
        ask(1)


def test_whoever_listens_to_statements_hears_them():
    ask, heard = Prepared(lambda person: Post.objects.filter(person=person)), []

    def hear(execute, sql, params, many, context):
        heard.append(sql)
        return execute(sql, params, many, context)

    ask(1)
    with connection.execute_wrapper(hear):
        ask(1)
    assert len(heard) == 1
