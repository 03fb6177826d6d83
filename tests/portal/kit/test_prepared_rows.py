"""Rows whose INSERT is kept are written like those that Django writes."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from events.conference.enums import Place
from events.conference.models import Booking, RegistrationDraft
from portal.audit.models import Entry
from portal.kit.prepared_rows import PreparedInsert
from tests.factories.events import make_conference, make_part, register
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def booked():
    """A registration, and three parts of which it has none."""
    conference = make_conference()
    parts = [make_part(conference, "meal", title=f"Måltid {number}") for number in range(3)]
    return register(conference, make_member("Mette Holm", "Odense")), parts


def bookings(registration, parts, **facts) -> list[Booking]:
    now = timezone.now()
    return [
        Booking(
            registration=registration,
            part=part,
            place=Place.TAKEN if number else Place.WAITING,
            waiting_since=None if number else now,
            price=Decimal("12.50"),
            twin_price=Decimal(number) if number == 1 else None,
            **facts,
        )
        for number, part in enumerate(parts)
    ]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_they_are_stored_as_django_would_store_them(booked, count, django_assert_num_queries):
    registration, parts = booked
    write = PreparedInsert(Booking)
    for _ in range(3):
        rows = bookings(registration, parts[:count])
        with django_assert_num_queries(1):
            write(rows)
        ours = list(Booking.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk").values())
        assert [row.pk for row in rows] == [row["id"] for row in ours]
        assert not any(row._state.adding for row in rows)
        Booking.objects.all().delete()
        Booking.objects.bulk_create(
            bookings(registration, parts[:count], booked_at=rows[0].booked_at)
        )
        djangos = list(Booking.objects.order_by("pk").values())
        for kept in (*ours, *djangos):
            kept["id"] = kept["booked_at"] = None
            kept["waiting_since"] = bool(kept["waiting_since"])
        assert ours == djangos and len(ours) == count
        Booking.objects.all().delete()


def test_facts_and_keys_of_their_own_are_stored_too():
    facts = {"navn": "Ærø »25 %s«", "tal": [1, None, True]}
    entry = PreparedInsert(Entry).one(Entry(action="room.done", facts=facts, object_id="%s"))
    stored = Entry.objects.get(pk=entry.pk)
    assert (stored.facts, stored.object_id, stored.by_id) == (facts, "%s", None)
    row = DBTaskResult(
        args_kwargs={"args": [], "kwargs": {}}, task_path="a.b", run_after=timezone.now()
    )
    PreparedInsert(DBTaskResult).one(row)
    assert DBTaskResult.objects.get(pk=row.pk).task_path == "a.b"


def test_nothing_is_written_of_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        PreparedInsert(Entry)([])


def test_what_the_database_refuses_undoes_all_of_it(booked):
    registration, parts = booked
    write = PreparedInsert(Booking)
    with transaction.atomic():
        with pytest.raises(IntegrityError), transaction.atomic():
            write(bookings(registration, [parts[0], parts[1], parts[1]]))
        assert not connection.needs_rollback
    assert not Booking.objects.exists()


def test_whoever_goes_on_after_an_error_commits_nothing(booked):
    registration, parts = booked
    with pytest.raises(transaction.TransactionManagementError), transaction.atomic():
        with pytest.raises(IntegrityError):
            PreparedInsert(Booking)(bookings(registration, [parts[1], parts[1]]))
        Booking.objects.count()


def test_what_the_database_is_to_work_out_is_refused(booked):
    registration, parts = booked
    [row] = bookings(registration, parts[:1])
    row.price = F("twin_price")
    with pytest.raises(TypeError, match="price"):
        PreparedInsert(Booking).one(row)


def test_a_row_comes_in_place_of_the_one_that_stands(django_assert_num_queries):
    conference, person = make_conference(), make_member("Mette Holm", "Odense")
    write = PreparedInsert(
        RegistrationDraft, unique=["conference", "person"], changed=["answers", "changed_at"]
    )
    rows = [
        RegistrationDraft(
            conference=conference,
            person=person,
            answers={"ean": text},
            changed_at=timezone.now(),
        )
        for text in ("før", "nu")
    ]
    for row in rows:
        with django_assert_num_queries(1):
            write.one(row)
    assert rows[0].pk == rows[1].pk
    [stored] = RegistrationDraft.objects.all()
    assert (stored.answers, stored.changed_at) == ({"ean": "nu"}, rows[1].changed_at)
