"""A change whose SQL is kept changes what the one does that Django puts together anew."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from events.conference.models import Booking, Conference, Registration, RegistrationDraft
from portal.kit.prepared_changes import PreparedDelete, PreparedTaking, PreparedUpdate
from tests.factories.events import make_conference
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def free(numbers, state):
    return Conference.objects.filter(pk__in=numbers, state=state, taken__lt=F("capacity"))


def test_an_update_does_what_the_querysets_would(django_assert_num_queries):
    one, other = make_conference(year=2031), make_conference(year=2032)
    take = PreparedUpdate(free, taken=F("taken") + 1)
    with django_assert_num_queries(3):
        assert take([one.pk, other.pk], one.state) == 2
        assert take([one.pk], one.state) == 1
        assert take([one.pk], "nowhere") == 0
    assert take([], one.state) == 0
    assert [Conference.objects.get(pk=each.pk).taken for each in (one, other)] == [2, 1]


def test_what_is_taken_comes_back_as_it_is_now(django_assert_num_queries):
    one, other = make_conference(year=2031), make_conference(year=2032)
    take = PreparedTaking(free, taken=F("taken") + 1)
    Conference.objects.filter(pk=one.pk).update(title="Fælles sag")
    for times in (1, 2):
        with django_assert_num_queries(1):
            [found] = take([one.pk], one.state)
        assert vars(found).keys() == vars(Conference.objects.get(pk=one.pk)).keys()
        stored = Conference.objects.filter(pk=one.pk).values().get()
        assert {name: getattr(found, name) for name in stored} == stored
        assert (found.title, found.taken) == ("Fælles sag", times)
        assert not found._state.adding and found._state.db == "default"
    assert take([one.pk], "nowhere") == take([], one.state) == []
    assert Conference.objects.get(pk=other.pk).taken == 0


def test_whoever_goes_on_after_a_refused_change_commits_nothing():
    one = make_conference()
    oversell = PreparedTaking(
        lambda number: Conference.objects.filter(pk=number), taken=F("capacity") + 1
    )
    with pytest.raises(transaction.TransactionManagementError), transaction.atomic():
        with pytest.raises(IntegrityError):
            oversell(one.pk)
        Conference.objects.count()
    assert Conference.objects.get(pk=one.pk).taken == 0


def test_rows_go_and_are_counted(django_assert_num_queries):
    people = [make_member(f"Person {number}", "Odense") for number in range(3)]
    conference = make_conference()
    for person in people:
        RegistrationDraft.objects.create(conference=conference, person=person, answers={})
    drop = PreparedDelete(
        lambda conference, people: RegistrationDraft.objects.filter(
            conference=conference, person__in=people
        )
    )
    with django_assert_num_queries(3):
        assert drop(conference.pk, [people[0].pk, people[1].pk]) == 2
        assert drop(conference.pk, [people[0].pk, people[1].pk]) == 0
        assert RegistrationDraft.objects.get().person_id == people[2].pk
    assert drop(conference.pk, []) == 0


@pytest.mark.parametrize("model", [Registration, Conference])
def test_what_others_point_to_is_not_dropped_so_lightly(model):
    with pytest.raises(ValueError, match="point to"):
        PreparedDelete(lambda number: model.objects.filter(pk=number))(1)
    assert PreparedDelete(lambda number: Booking.objects.filter(pk=number))(1) == 0
