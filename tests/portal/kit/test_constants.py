"""What is always the same stands in the text of kept SQL, so that an index with a condition is found."""

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult, get_date_max

from members.people.models import User
from portal.kit.constants import with_constants
from portal.kit.prepared import Prepared
from portal.notices import waking
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db

#: Words that a statement could stumble over.
HARD = ["D'Artagnan", "50 %", "100 %s", "%%", '"', "\\", "a\\'b", "ÆØÅ", "", ":name", "?"]


def sql_of(ask, *given):
    filled, _values = ask._filled(given, "default")
    return filled.text


@pytest.mark.parametrize("word", HARD)
def test_a_word_in_the_text_finds_what_it_finds_beside_it(word):
    mette, jens = make_member("Mette Holm"), make_member("Jens Aagaard", "Aarhus")
    User.objects.filter(pk=mette.pk).update(phone=word)
    User.objects.filter(pk=jens.pk).update(phone="et andet")
    build = lambda person: User.objects.filter(phone=word, pk=person).values_list("pk")  # noqa: E731
    ask = Prepared(build)
    assert ask(mette.pk) == [(mette.pk,)]
    assert ask(jens.pk) == []
    assert sql_of(ask, mette.pk).replace("%%", "").count("%s") == 1


def test_what_is_given_goes_beside_it():
    text, left = with_constants(
        connection, "SELECT %s, %s, %s WHERE 1 %% 2 = %s", [7, "ti", None, 8], keep={7, 8}
    )
    assert left == [7, 8]
    assert text == "SELECT %s, 'ti', NULL WHERE 1 %% 2 = %s"
    text, left = with_constants(connection, "SELECT %s", [True], keep=set())
    assert left == [] and text in ("SELECT 1", "SELECT true")


def test_the_index_of_the_tasks_that_wait_is_used():
    filler = [
        DBTaskResult(
            task_path="a.b",
            status="SUCCESSFUL",
            run_after=get_date_max(),
            args_kwargs={"args": [], "kwargs": {}},
            exception_class_path="",
            traceback="",
        )
        for _ in range(600)
    ]
    DBTaskResult.objects.bulk_create(filler)
    text = sql_of(waking._woken, "a.b")
    assert "'READY'" in text
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE django_tasks_database_dbtaskresult")
            cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
            cursor.execute(f"PREPARE kept (text) AS {text.replace('%s', '$1').replace('%%', '%')}")
            cursor.execute("EXPLAIN EXECUTE kept ('a.b')")
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {text}", ["a.b"])
        plan = str(cursor.fetchall())
    assert "tasks_db_new_ordering_idx" in plan
