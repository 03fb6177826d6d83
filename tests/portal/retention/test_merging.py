"""Two accounts that turn out to be one person's."""

from datetime import UTC, date, datetime

import pytest

from events.meetings.flows import attending
from members.people.enums import Role
from members.people.flows import membership
from members.people.models import Absence, Membership, Post, User
from members.people.rules import is_member
from portal.audit.models import Entry
from portal.kit.addresses import ERASED
from portal.kit.problems import Refused
from portal.retention.flows import FORMER_MEMBER, merge
from portal.retention.flows.merging import try_merging
from portal.retention.merge_table import TABLE, Way, pointing_at_a_person
from tests.factories import events, forum
from tests.factories.people import (
    make_group,
    make_member,
    make_secretariat,
    make_user,
    municipality,
)
from tests.factories.whole_person import make_whole_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_secretariat(name="Asta Administrator")


def still_pointing_at(person) -> list[str]:
    return [
        name
        for name, model, field in pointing_at_a_person()
        if model._default_manager.filter(**{field.name: person.pk}).exists()
    ]


def stored_of(person) -> dict[str, int]:
    return {
        name: model._default_manager.filter(**{field.name: person.pk}).count()
        for name, model, field in pointing_at_a_person()
    }


@pytest.mark.parametrize("into_somebody_new", [True, False])
def test_nothing_points_at_the_one_that_went(by, into_somebody_new, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    whole = make_whole_person()
    gone = whole.gert
    kept = make_member("Gert Ny", "Faxe") if into_somebody_new else whole.other
    gone.suspensions.all().delete()
    had = stored_of(gone)
    merge(kept=kept, gone=gone, by=by)
    assert still_pointing_at(gone) == []
    for name, count in stored_of(kept).items():
        if TABLE[name] is Way.MOVE:
            assert count >= had[name], name
    gone.refresh_from_db()
    assert gone.name == FORMER_MEMBER and gone.email_key.endswith(ERASED)
    assert not gone.is_active and gone.phone == ""
    entry = Entry.objects.get(action="retention.merged")
    assert (entry.about_id, entry.facts) == (kept.pk, {"gone": gone.pk})


def test_posts_and_memberships_are_laid_together(by):
    kept, gone = make_member("Bo Lund", "Aalborg"), make_member("Bo Lund", "Aalborg")
    membership.give_post(person=gone, municipality=municipality("Odense"), by=None)
    Post.objects.filter(person=kept).update(starts_on=date(2026, 5, 1))
    Post.objects.filter(person=gone).update(starts_on=date(2024, 1, 1))
    Post.objects.filter(person=gone, municipality__name="Aalborg").update(ends_on=date(2026, 6, 1))
    Membership.objects.filter(person=kept).update(admitted_at=datetime(2026, 5, 1, tzinfo=UTC))
    Membership.objects.filter(person=gone).update(
        admitted_at=datetime(2024, 1, 1, tzinfo=UTC), ended_at=datetime(2026, 5, 1, tzinfo=UTC)
    )
    merge(kept=kept, gone=gone, by=by)
    posts = kept.posts.order_by("municipality__name").values_list(
        "municipality__name", "starts_on", "ends_on"
    )
    assert list(posts) == [
        ("Aalborg", date(2024, 1, 1), None),
        ("Odense", date(2024, 1, 1), None),
    ]
    only = kept.memberships.get()
    assert (only.admitted_at, only.ended_at) == (datetime(2024, 1, 1, tzinfo=UTC), None)
    assert is_member(User.objects.get(pk=kept.pk))


def test_times_that_lie_apart_stay_apart(by):
    kept, gone = make_member("Bo Lund", "Aalborg"), make_member("Bo Lund", "Aalborg")
    Post.objects.filter(person=gone).update(starts_on=date(2020, 1, 1), ends_on=date(2021, 1, 1))
    merge(kept=kept, gone=gone, by=by)
    assert kept.posts.count() == 2


def test_one_who_stood_in_for_themself_no_longer_does(by):
    kept, gone = make_member("Bo Lund", "Aalborg"), make_member("Bo Lund", "Vejle")
    gone.posts.update(deputy_for=kept.posts.get())
    Absence.objects.create(person=kept, starts_on=date(2026, 1, 1), deputy=gone)
    merge(kept=kept, gone=gone, by=by)
    assert Absence.objects.get().deputy is None
    assert not kept.posts.filter(deputy_for__isnull=False).exists()


def test_two_seats_at_one_meeting_are_for_a_human_to_choose(by):
    kept, gone = make_member("Bo Lund", "Odense"), make_member("Bo Lund", "Nyborg")
    meeting = events.make_meeting(make_group())
    for person in (kept, gone):
        attending.sign_up(meeting=meeting, person=person, by=person)
    before = stored_of(gone)
    with pytest.raises(Refused) as refused:
        merge(kept=kept, gone=gone, by=by)
    assert refused.value.codes == ["both_have_one"]
    assert stored_of(gone) == before
    assert not Entry.objects.filter(action="retention.merged").exists()


def test_trying_leaves_nothing_behind(by):
    kept, gone = make_member("Bo Lund", "Odense"), make_member("Bo Lund", "Nyborg")
    forum.make_question(gone)
    before = stored_of(gone), stored_of(kept), Entry.objects.count()
    assert [row.moved for row in try_merging(kept=kept, gone=gone, by=by)]
    assert (stored_of(gone), stored_of(kept), Entry.objects.count()) == before


@pytest.mark.parametrize("twice", ["same", "own", "erased", "editor"])
def test_what_cannot_be_merged_says_why(by, twice):
    kept, gone, user = make_member("Bo Lund"), make_user("Bo Lund"), by
    if twice == "same":
        gone, code = kept, "one_and_the_same"
    elif twice == "own":
        gone, code = by, "own_account"
    elif twice == "erased":
        merge(kept=kept, gone=gone, by=by)
        code = "erased"
    else:
        user, code = make_secretariat(Role.SECRETARIAT_EDITOR, "Rikke Rask"), "not_yours"
    with pytest.raises(Refused) as refused:
        merge(kept=kept, gone=User.objects.get(pk=gone.pk), by=user)
    assert code in refused.value.codes


def test_whoever_was_logged_in_as_the_one_that_went_is_out(client, by):
    kept, gone = make_member("Bo Lund", "Odense"), make_member("Bo Lund", "Nyborg")
    client.force_login(gone)
    merge(kept=kept, gone=gone, by=by)
    assert client.get("/medlemmer/").status_code == 302
