"""Spans of days that must not overlap: the database, the form and the flow say the same."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from members.people.flows import membership
from members.people.models import Absence, Post
from portal.kit.problems import Refused
from portal.kit.spans import NoOverlap
from tests.factories.people import make_member, make_user, municipality

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def day(number):
    return None if number is None else TODAY + timedelta(days=number)


#: One span, another one, and whether they have a day in common.
SPANS = [
    ((0, 10), (10, 20), False),
    ((0, 10), (9, 20), True),
    ((0, 10), (-5, 0), False),
    ((0, 10), (-5, 1), True),
    ((0, 10), (3, 4), True),
    ((3, 4), (0, 10), True),
    ((0, 10), (0, 10), True),
    ((0, None), (5, 6), True),
    ((5, 6), (0, None), True),
    ((0, None), (-5, 0), False),
    ((0, None), (-5, None), True),
    ((0, 10), (5, 5), False),
    ((5, 5), (0, None), False),
    ((5, 5), (5, 5), False),
]


def post_of(user, span):
    return Post(
        person=user,
        municipality=municipality("Faxe"),
        starts_on=day(span[0]),
        ends_on=day(span[1]),
    )


@pytest.mark.parametrize(("first", "second", "overlap"), SPANS)
def test_two_posts_of_a_kind_share_no_day(first, second, overlap):
    user = make_user()
    post_of(user, first).save()
    other = post_of(user, second)
    if not overlap:
        other.full_clean()
        other.save()
        return
    with pytest.raises(ValidationError):
        other.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()


def test_a_post_cannot_be_moved_into_another_one():
    user = make_user()
    post_of(user, (0, 10)).save()
    later = post_of(user, (10, 20))
    later.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=later.pk).update(starts_on=day(9))
    Post.objects.filter(pk=later.pk).update(
        starts_on=day(10), ends_on=day(30)
    )  # itself is no other


def test_another_kind_another_place_another_person_and_nobody_may():
    user = make_user()
    post_of(user, (0, None)).save()
    staff, elsewhere, other = (post_of(user, (0, None)) for _ in range(3))
    staff.role, elsewhere.municipality, other.person = "staff", municipality("Vejle"), make_user()
    for each in (staff, elsewhere, other, post_of(None, (0, None)), post_of(None, (0, None))):
        each.full_clean()
        each.save()


def test_the_flow_refuses_a_post_while_one_with_an_end_lasts():
    user = make_member(at="Faxe")
    user.posts.update(ends_on=day(30))
    given = {"person": user, "municipality": municipality("Faxe"), "by": None}
    with pytest.raises(Refused) as refused:
        membership.give_post(**given)
    assert refused.value.codes == ["posts_overlap"]
    post = membership.give_post(**given, starts_on=day(30))
    assert post.starts_on == day(30) and user.posts.count() == 2
    assert membership.give_post(**given) == post  # an open one is kept as it is


def test_two_leaves_of_one_person_share_no_day():
    user, other = make_user(), make_user()
    Absence.objects.create(person=user, starts_on=day(0), ends_on=day(10))
    Absence.objects.create(person=user, starts_on=day(10))
    Absence.objects.create(person=other, starts_on=day(0))
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(person=user, starts_on=day(20), ends_on=day(21))


def test_a_constraint_is_told_from_another_one():
    given = {"fields": ["person"], "starts": "starts_on", "ends": "ends_on"}
    one = NoOverlap(**given, name="a")
    assert one == one.clone() and hash(one) == hash(one.clone())
    assert one != NoOverlap(**given, name="b")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL never makes a table anew")
@pytest.mark.django_db(transaction=True)
def test_sqlite_keeps_its_triggers_when_a_table_is_made_anew():
    from django.db.models import CharField

    state = MigrationExecutor(connection).loader.project_state()
    model = state.apps.get_model("people", "Post")
    field = CharField(max_length=11, default="adviser", db_default="adviser")
    field.set_attributes_from_name("role")
    field.model = model
    with connection.schema_editor() as editor:
        editor.alter_field(model, model._meta.get_field("role"), field)
        editor.alter_field(model, field, model._meta.get_field("role"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        names = [name for (name,) in cursor.fetchall()]
    assert [name for name in names if name.startswith("one_post_of_a_kind")] == [
        "one_post_of_a_kind_at_a_time_insert",
        "one_post_of_a_kind_at_a_time_update",
    ]
    user = make_user()
    post_of(user, (0, 10)).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        post_of(user, (5, 6)).save()
