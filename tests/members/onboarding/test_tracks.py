"""Tracks: which one a newcomer gets, what its steps can ask for, and what ticks them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from events.meetings.flows.attending import sign_up
from events.meetings.models import Meeting
from events.minutes.flows.attending import tick_those_who_came
from members.onboarding import flows
from members.onboarding.enums import Deed
from members.onboarding.models import Onboarding, Step, StepDone, Track
from members.onboarding.queries import progress_for
from members.people.enums import PostRole
from resources.library.flows.reading import record_reading
from tests.factories import forum, resources
from tests.factories.events import make_meeting
from tests.factories.onboarding import make_newcomer, usual
from tests.factories.people import make_group, make_member

pytestmark = pytest.mark.django_db


def make_step(deed, subject="", **fields) -> Step:
    """The only step of the usual track."""
    Step.objects.update(is_active=False)
    step = Step(track=usual(), order=50, title="Et trin", deed=deed, subject=subject, **fields)
    return flows.keep_step(step=step, by=None)


def done(onboarding) -> list[str]:
    return list(StepDone.objects.filter(onboarding=onboarding).values_list("about", flat=True))


def test_the_list_there_was_is_the_usual_track():
    steps = usual().steps.values_list("order", "deed")
    assert [order for order, _ in steps] == [1, 2, 3, 4, 5, 6, 7]
    assert Deed.BY_HAND not in {deed for _, deed in steps}


def test_staff_get_their_own_track_when_there_is_one_and_others_the_usual():
    staff = flows.keep_track(track=Track(name="Ny medarbejder", role=PostRole.STAFF), by=None)
    step = Step(track=staff, order=1, title="Sig hej", deed=Deed.BY_HAND)
    flows.keep_step(step=step, by=None)
    newcomer = make_member("Ny Medarbejder", role=PostRole.STAFF)
    flows.start_onboarding(person=newcomer, by=None)
    assert [item.step for item in progress_for(newcomer).items] == [step]
    assert make_newcomer("Ny Rådgiver", "Faxe").track == usual()


def test_one_track_is_the_usual_one_always():
    other = flows.keep_track(track=Track(name="Et andet", is_default=True), by=None)
    assert usual() == other
    other.is_default = False
    with pytest.raises(ValidationError):
        flows.keep_track(track=other, by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Track.objects.create(name="Et tredje", is_default=True)


def test_a_deed_ticks_only_steps_of_ones_own_track():
    other = Track.objects.create(name="Et andet")
    Step.objects.create(track=other, order=1, title="x", deed=Deed.QUESTION_ASKED)
    onboarding = make_newcomer()
    person = onboarding.person
    assert flows.tick(person=person, deed=Deed.QUESTION_ASKED, by=person) == 1
    assert (
        flows.tick_by_hand(
            step=Step.objects.create(track=other, order=2, title="y", deed=Deed.BY_HAND), by=person
        )
        == 0
    )


def test_a_step_that_names_a_guide_is_ticked_by_that_guide_alone():
    wanted, other = resources.make_version(), resources.make_version(resources.make_guide())
    guide = wanted.edition.guide
    step = make_step(Deed.MATERIAL_READ, f"guide:{guide.pk}")
    assert step.target == guide.get_absolute_url()
    onboarding = make_newcomer()
    record_reading(version=other, by=onboarding.person)
    assert done(onboarding) == []
    record_reading(version=wanted, by=onboarding.person)
    assert done(onboarding) == [f"version:{wanted.pk}"]


def test_the_receipt_is_for_the_version_and_a_newer_one_does_not_undo_it(client):
    first = resources.make_version()
    guide = first.edition.guide
    make_step(Deed.MATERIAL_READ, f"guide:{guide.pk}")
    onboarding = make_newcomer()
    record_reading(version=first, by=onboarding.person)
    newer = resources.make_version(guide)
    record_reading(version=newer, by=onboarding.person)
    assert done(onboarding) == [f"version:{first.pk}"]
    client.force_login(onboarding.person)
    assert f"version {first.number}" in client.get(reverse("onboarding:mine")).text


def test_a_subject_must_belong_to_the_deed_and_exist():
    guide = resources.make_guide()
    for deed, subject in [
        (Deed.BUDDY_MET, f"guide:{guide.pk}"),
        (Deed.MATERIAL_READ, "guide:0"),
        (Deed.INTRODUCED, f"guide:{guide.pk}"),
    ]:
        with pytest.raises(ValidationError):
            make_step(deed, subject)


def test_writing_openly_on_the_chosen_topic_is_an_introduction():
    topic, other = forum.make_topic("Præsentation"), forum.make_topic("Mægling")
    make_step(Deed.INTRODUCED, f"topic:{topic.pk}")
    onboarding = make_newcomer()
    forum.make_question(onboarding.person, topics=[other])
    forum.make_question(onboarding.person, topics=[topic], anonymous=True)
    assert done(onboarding) == []
    question = forum.make_question(onboarding.person, topics=[topic])
    assert done(onboarding) == [f"question:{question.pk}"]


def test_an_introduction_without_a_topic_waits_for_the_members_word():
    step = make_step(Deed.INTRODUCED)
    onboarding = make_newcomer()
    forum.make_question(onboarding.person)
    assert done(onboarding) == []
    flows.tick_by_hand(step=step, by=onboarding.person)
    assert done(onboarding) == [""]


def test_a_meeting_counts_once_it_has_been_held():
    make_step(Deed.MEETING_JOINED)
    onboarding = make_newcomer(at="Odense")
    meeting = make_meeting(make_group("Fyn", "Odense", "Nyborg"))
    sign_up(meeting=meeting, person=onboarding.person, by=onboarding.person)
    assert tick_those_who_came(by=None) == 0
    now = timezone.now()
    Meeting.objects.update(starts_at=now - timedelta(hours=3), ends_at=now - timedelta(hours=1))
    assert tick_those_who_came(by=None) == 1
    assert tick_those_who_came(by=None) == 0
    assert done(onboarding) == [f"meeting:{meeting.pk}"]


def test_with_the_last_step_the_onboarding_is_finished():
    step = make_step(Deed.BY_HAND)
    onboarding = make_newcomer()
    assert onboarding.finished_at is None
    flows.tick_by_hand(step=step, by=onboarding.person)
    assert Onboarding.objects.get().finished_at is not None
