"""Approval is one transaction: clicked by many at once it is done once, and half failed it is not begun."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from members.admission.enums import State
from members.admission.models import Function, Invitation
from members.onboarding.models import Onboarding
from members.people.models import Membership, Post, User
from members.vetting.flows import deciding
from members.vetting.models import Decision, Letter
from portal.notices.models import OutgoingMail
from tests.factories.admission import make_application
from tests.factories.people import make_former, make_secretariat, municipality
from tests.members.vetting.contenders import VETTERS
from tests.races import DATABASES, run_program

ONCE = {
    "invitations": 1,
    "memberships": 1,
    "posts": 1,
    "onboardings": 1,
    "decisions": 1,
    "letters": 1,
    "approved": 1,
}


@pytest.fixture(scope="module", params=DATABASES)
def races(request, tmp_path_factory):
    return run_program(
        "tests.members.vetting.contenders", request.param, tmp_path_factory.mktemp("race")
    )


@pytest.mark.race
def test_many_admit_at_once_and_it_is_done_once(races):
    assert races["approve"] == {"outcomes": {"seat": VETTERS}, **ONCE}


@pytest.mark.race
def test_the_race_is_one_that_looking_first_goes_wrong(races):
    """Several are invited, or all but one break off with an error: the database's own last word."""
    naive = races["approve-looking-first"]
    assert naive["invitations"] > 1 or naive["outcomes"] != {"seat": VETTERS}


@pytest.mark.django_db
def test_each_municipality_gives_a_post_from_its_own_day(vetter):
    application = make_application(at="Odense")
    later = timezone.localdate() + timedelta(days=40)
    Function.objects.create(
        application=application, municipality=municipality("Nyborg"), form="council", since=later
    )
    person = deciding.approve(application=application, by=vetter)
    assert list(person.posts.values_list("municipality__name", "starts_on")) == [
        ("Odense", date(2026, 8, 1)),
        ("Nyborg", later),
    ]
    application.refresh_from_db()
    assert (application.decision.outcome, application.decision.decided_by) == ("admitted", vetter)


@pytest.mark.django_db
def test_whoever_held_the_post_before_has_it_again_from_where_it_ended(vetter):
    former = make_former("Bodil Friis", "Vejle")
    Post.objects.filter(person=former).update(starts_on=date(2025, 1, 1), ends_on=date(2026, 9, 15))
    application = make_application("Bodil Friis", "Vejle", email=former.email)
    deciding.approve(application=application, by=vetter)
    assert former.posts.latest("starts_on").starts_on == date(2026, 9, 15)


PARTS = (
    "membership.admit",
    "membership.give_post",
    "start_onboarding",
    "lettering.send",
    "inviting.invite",
)


@pytest.mark.django_db
@pytest.mark.parametrize("part", PARTS)
def test_what_fails_half_way_leaves_nothing_and_the_next_click_does_it_all(part, monkeypatch):
    vetter, application = make_secretariat(), make_application()
    before = (User.objects.count(), OutgoingMail.objects.count())
    whole = deciding
    *room, name = part.split(".")
    owner = getattr(whole, room[0]) if room else whole
    real = getattr(owner, name)

    def fails_afterwards(*args, **kwargs):
        real(*args, **kwargs)
        raise RuntimeError("the line went dead")

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, fails_afterwards)
        with pytest.raises(RuntimeError):
            deciding.approve(application=application, by=vetter)
    application.refresh_from_db()
    assert application.state == State.SUBMITTED
    assert (User.objects.count(), OutgoingMail.objects.count()) == before
    assert not Decision.objects.exists() and not Letter.objects.exists()
    person = deciding.approve(application=application, by=vetter)
    assert Membership.objects.filter(person=person).count() == 1
    assert Onboarding.objects.filter(person=person).count() == 1
    assert Invitation.objects.filter(person=person).count() == 1
    assert Letter.objects.get(application=application).sent_at is not None
