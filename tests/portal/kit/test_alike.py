"""What is kept for all readers holds until somebody changes it, in whichever process."""

from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import transaction

from members.municipalities.models import Municipality
from members.municipalities.queries import names, numbered
from portal.kit import alike
from portal.kit.alike import Alike


@pytest.fixture
def read():
    """Something that is kept, and how often it was read."""
    times: list[int] = []

    def anew() -> int:
        times.append(len(times))
        return times[-1]

    return Alike(anew)


@pytest.fixture
def request_is_on():
    request_started.send(sender=None)
    yield
    request_finished.send(sender=None)


def test_it_is_read_once_until_something_is_changed(read):
    assert [read(), read()] == [0, 0]
    alike.forget()
    assert [read(), read()] == [1, 1]


def test_what_another_process_has_changed_holds_no_more(read):
    first = alike.stamp()
    assert (read(), alike.stamp()) == (0, first)
    cache.delete(alike.KEY)  # which is all that one hears of the other
    assert read() == 1 and alike.stamp() != first


def test_a_request_asks_for_the_stamp_once(read, request_is_on, monkeypatch):
    asked = []

    def counted(key):
        asked.append(key)
        return cache.get(key)

    monkeypatch.setattr(
        alike, "cache", SimpleNamespace(get=counted, set=cache.set, delete=cache.delete)
    )
    assert [read(), read(), alike.stamp() == alike.stamp()] == [0, 0, True]
    assert asked == [alike.KEY]
    alike.forget()
    assert read() == 1 and asked == [alike.KEY] * 2


def test_the_next_request_asks_again(read):
    for expected in (0, 1):
        request_started.send(sender=None)
        assert read() == expected
        cache.delete(alike.KEY)
        assert read() == expected
        request_finished.send(sender=None)
    assert read() == 2


@pytest.mark.django_db(transaction=True)
def test_whoever_reads_before_a_change_is_certain_reads_again_after_it(read):
    with transaction.atomic():
        alike.forget_now_and_then()
        assert read() == 0
    assert read() == 1


@pytest.mark.django_db
def test_a_municipality_is_as_it_is_now_and_its_readers_own(django_assert_num_queries):
    faxe = Municipality.objects.get(name="Faxe")
    assert (faxe.pk, "Faxe") in names()
    with django_assert_num_queries(0):
        found = numbered(faxe.pk)
        found.name = "Noget andet"
        assert numbered(faxe.pk).name == "Faxe" and numbered(0) is None
    assert names() == list(Municipality.objects.values_list("pk", "name"))
    faxe.name = "Ny Faxe"
    faxe.save()
    assert numbered(faxe.pk).name == "Ny Faxe" and (faxe.pk, "Ny Faxe") in names()
