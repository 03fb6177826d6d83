"""A question whose SQL is kept is answered like the one Django puts together anew."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from members.people.models import Post
from portal.kit.prepared import Prepared
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def posts_of(person, on):
    return Post.objects.filter(person=person, starts_on__lte=on).values_list("pk")


def test_it_answers_what_the_queryset_answers():
    mette, jens = make_member("Mette Holm", "Odense"), make_member("Jens Aagaard", "Aarhus")
    today, ask = timezone.localdate(), Prepared(posts_of)
    for person in (mette, jens):
        assert ask(person.pk, today) == list(posts_of(person.pk, today)) != []
    assert ask(mette.pk, date(1999, 12, 31)) == []
    assert ask(jens.pk, today + timedelta(days=1)) == ask(jens.pk, today)


def test_the_queryset_is_built_once(django_assert_num_queries):
    built = []

    def build(person):
        built.append(person)
        return Post.objects.filter(person=person).values_list("pk")

    ask, person = Prepared(build), make_member("Mette Holm", "Odense")
    with django_assert_num_queries(3):
        for _ in range(3):
            assert len(ask(person.pk)) == 1
    assert len(built) == 1


def test_one_that_forgets_what_it_is_given_is_refused():
    with pytest.raises(ValueError, match="does not ask"):
        Prepared(lambda person: Post.objects.values_list("pk"))(1)
