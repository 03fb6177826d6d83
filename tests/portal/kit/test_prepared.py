"""A question whose SQL is kept is answered like the one Django puts together anew."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db.models import Exists, F, OuterRef
from django.db.models.signals import post_init
from django.utils import timezone
from wagtail.models import Page

from events.conference.models import Booking, Conference
from members.people.models import Post, User
from portal.kit import prepared
from portal.kit.prepared import Prepared
from resources.library.models import Guide
from tests.factories.events import make_conference, make_part, register
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


def test_rows_come_as_the_queryset_would_give_them():
    mette = make_member("Mette Holm", "Odense")
    build = lambda person: User.objects.filter(pk=person)  # noqa: E731
    (same,) = Prepared(build)(mette.pk)
    assert same == mette and same.name == "Mette Holm" and same._state.adding is False
    columns = ("is_active", "date_joined")
    ask = Prepared(lambda person: build(person).values_list(*columns))
    assert ask(mette.pk) == [(True, mette.date_joined)]
    (brief,) = Prepared(lambda person: build(person).only("name"))(mette.pk)
    assert brief.get_deferred_fields() >= {"email", "phone"} and brief.email == mette.email


def test_a_list_may_hold_any_number_of_numbers(django_assert_num_queries):
    people = [make_member(f"Person {number}", "Odense").pk for number in range(3)]
    built = []

    def build(keys, *further):
        built.append(len(keys))
        found = User.objects.filter(pk__in=keys).order_by("pk").values_list("pk")
        return found.exclude(pk__in=further[0]) if further else found

    ask = Prepared(build)
    for _ in range(2):
        for size in (3, 1, 2):
            assert ask(people[:size]) == [(pk,) for pk in people[:size]]
        assert ask(people, people[1:]) == [(people[0],)]
    assert ask([]) == [] and built == [3, 1, 2, 3, 0]


def test_moments_and_words_are_told_from_numbers_and_days():
    mette = make_member("Mette Holm", "Odense")
    ask = Prepared(
        lambda name, joined: User.objects.filter(name=name, date_joined__lte=joined).values_list(
            "pk"
        )
    )
    now = timezone.now()
    assert ask("Mette Holm", now) == [(mette.pk,)]
    assert ask("Mette Holm", now - timedelta(days=1)) == ask("Jens Aagaard", now) == []


def test_one_that_forgets_what_it_is_given_is_refused():
    with pytest.raises(ValueError, match="does not ask"):
        Prepared(lambda person: Post.objects.values_list("pk"))(1)


def test_rows_are_asked_for_by_keys_that_are_no_numbers():
    ask = Prepared(lambda uid: Conference.objects.filter(uid=uid))
    conference = make_conference()
    assert ask(conference.uid) == [conference] and ask(uuid4()) == []
    assert ask(str(conference.uid)) == [conference]


def test_objects_have_what_was_worked_out_for_them():
    mette = make_member("Mette Holm", "Odense")
    [found] = Prepared(
        lambda person: User.objects.filter(pk=person).annotate(
            has_post=Exists(Post.objects.filter(person=OuterRef("pk"))), called=F("name")
        )
    )(mette.pk)
    assert (found, found.has_post, found.called) == (mette, True, "Mette Holm")


def test_whoever_wants_to_know_of_each_object_is_told():
    heard = []

    def hear(instance, **_):
        heard.append(instance)

    mette = make_member("Mette Holm", "Odense")
    post_init.connect(hear, sender=Post)
    try:
        found = Prepared(lambda person: Post.objects.filter(person=person))(mette.pk)
    finally:
        post_init.disconnect(hear, sender=Post)
    assert found == heard and len(heard) == 1


def test_a_stand_in_too_large_for_its_column_is_said_aloud(monkeypatch):
    """It was answered with nothing, whatever was asked for."""
    monkeypatch.setattr(prepared, "_NUMBER", 2**70)  # SQLite's columns are all of 64 bits
    ask = Prepared(lambda number: Guide.objects.filter(number=number))
    with pytest.raises(ValueError, match="does not fit"):
        ask(1)


def test_related_objects_come_along_and_ask_nothing_more(django_assert_num_queries):
    mette = make_member("Mette Holm", "Odense")
    vacant = Post.objects.create(
        municipality=mette.posts.get().municipality, starts_on=date(2020, 1, 1)
    )
    ask = Prepared(
        lambda number: (
            Post.objects.filter(pk=number)
            .select_related("person", "municipality")
            .defer("person__email_key")
        )
    )
    with django_assert_num_queries(1):
        [post] = ask(vacant.pk)
        assert (post.person, post.municipality.name) == (None, "Odense")
    number = mette.posts.get().pk
    with django_assert_num_queries(1):
        [post] = ask(number)
        assert (post.person, post.person.name) == (mette, "Mette Holm")
        assert not post.person._state.adding
    with django_assert_num_queries(1):
        assert post.person.email_key == mette.email_key  # put off until somebody wants it


def test_the_related_of_what_is_related_come_along(django_assert_num_queries):
    """As `QuerySet` gives them, one by one."""
    conference = make_conference()
    booked = [make_part(conference, "meal"), make_part(conference, "night")]
    mette = register(conference, make_member("Mette Holm", "Odense"), parts=booked)

    def bookings(registration):
        found = Booking.objects.filter(registration=registration)
        return found.select_related("part__session", "registration__person").order_by("part")

    with django_assert_num_queries(1):
        found = Prepared(bookings)(mette.pk)
        kept = [(each.part, each.part.session, each.registration.person) for each in found]
    assert kept == [(part, None, mette.person) for part in booked]
    anew = list(bookings(mette.pk))
    assert [columns(each.part) for each in found] == [columns(each.part) for each in anew]


def columns(thing) -> dict:
    return {name: value for name, value in vars(thing).items() if not name.startswith("_")}


def test_what_inherits_from_another_table_is_refused():
    ask = Prepared(lambda slug: Page.objects.filter(slug=slug).select_related("homepage"))
    with pytest.raises(ValueError, match="inherits"):
        ask("hjem")
