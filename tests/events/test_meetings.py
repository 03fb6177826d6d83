"""Meetings: who sees them, from draft to minutes, and the seats."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.meetings import problems, queries, rules
from events.meetings.enums import Answer, State, Way
from events.meetings.flows import attending, planning
from events.meetings.models import Meeting, SignUp
from members.onboarding.enums import Deed
from members.onboarding.flows import start_onboarding
from members.onboarding.models import StepDone
from members.people.flows.membership import end_membership
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.factories.events import make_draft, make_final, make_meeting, meeting_facts
from tests.factories.people import make_former, make_member

pytestmark = pytest.mark.django_db
CPR = "010190-1234"


@pytest.fixture
def group(personas):
    return personas.group


@pytest.fixture
def meeting(personas):
    return make_meeting(personas.group, by=personas.coordinator)


def seats(meeting) -> tuple[int, int]:
    """The counter, and the rows that it counts."""
    coming = SignUp.objects.filter(meeting=meeting, state=Answer.COMING).count()
    return Meeting.objects.get(pk=meeting.pk).taken, coming


def test_every_list_holds_what_the_rule_allows(personas):
    coordinator, group = personas.coordinator, personas.group
    make_draft(group, by=coordinator)
    make_draft(personas.other_group, by=personas.other_coordinator)
    make_meeting(group, by=coordinator)
    planning.cancel(meeting=make_meeting(group, by=coordinator), by=coordinator)
    held = make_meeting(group, by=coordinator, days=-3)
    make_final(held, by=coordinator)
    seen = {}
    for name, user in personas.all().items():
        listed = set(queries.meetings_for(user))
        assert listed == {each for each in Meeting.objects.all() if rules.may_view(user, each)}, (
            name
        )
        assert set(queries.search_for(user, "aktindsigt")) <= listed
        runs = set(queries.groups_run_by(user))
        groups = {personas.group, personas.other_group}
        assert runs == {each for each in groups if rules.may_run(user, each)}, name
        seen[name] = len(listed)
    assert seen == {
        "stranger": 0,
        "applicant": 0,
        "admitted": 0,
        "former": 0,
        "suspended": 0,
        "member": 3,
        "jurist": 3,
        "coordinator": 4,
        "other_coordinator": 4,
        "editor": 5,
        "administrator": 5,
    }


def test_only_who_runs_the_group_plans_its_meetings(personas):
    for user in (personas.member, personas.other_coordinator, personas.former, personas.jurist):
        with pytest.raises(Refused) as refused:
            make_draft(personas.group, by=user)
        assert refused.value.codes == ["not_allowed"]
    assert not Meeting.objects.exists()
    assert make_draft(personas.group, by=personas.editor).state == State.DRAFT


def test_the_same_key_plans_once(personas):
    facts = meeting_facts()
    key = "6f1c9f7e-4f4b-4a58-9a3c-0f4a6c1f2b11"
    by = personas.coordinator
    first = planning.plan(group=personas.group, facts=facts, key=key, by=by)
    assert planning.plan(group=personas.group, facts=facts, key=key, by=by) == first
    assert Entry.objects.filter(action="meetings.planned").count() == 1


def test_publishing_tells_the_groups_members_and_nobody_else(personas):
    make_former("Bodil Friis", "Odense")
    member, _ = personas.member, personas.other_coordinator
    draft = make_draft(personas.group, by=personas.coordinator)
    meeting = planning.publish(meeting=draft, by=personas.coordinator)
    assert [notice.recipient for notice in Notice.objects.all()] == [member]
    assert Notice.objects.get().url == meeting.get_absolute_url()
    assert OutgoingMail.objects.get().template == "meetings/mail/published"


def test_a_past_meeting_is_no_news(personas):
    make_member("Mette Holm", "Odense")
    draft = make_draft(personas.group, by=personas.coordinator, days=-5)
    announced = draft.starts_at - timedelta(days=9)
    planning.publish(meeting=draft, at=announced, by=personas.coordinator)
    assert not Notice.objects.exists()


def test_a_meeting_that_is_nowhere_is_not_published(personas):
    nowhere = {"place_name": "", "place_address": "", "place_room": ""}
    draft = make_draft(personas.group, by=personas.coordinator, **nowhere)
    with pytest.raises(Refused) as refused:
        planning.publish(meeting=draft, by=personas.coordinator)
    assert refused.value.codes == ["nowhere"]
    online = make_draft(
        personas.group, by=personas.coordinator, online_url="https://video.example.dk/x", **nowhere
    )
    assert planning.publish(meeting=online, by=personas.coordinator).is_online


def test_cancelling_tells_those_who_come(personas, meeting):
    coming = personas.member
    regrets = make_member("Rasmus Rask", "Odense")
    attending.sign_up(meeting=meeting, person=coming, by=coming)
    attending.send_regrets(meeting=meeting, person=regrets, by=regrets)
    cancelled = planning.cancel(meeting=meeting, by=personas.coordinator)
    assert [notice.recipient for notice in Notice.objects.all()] == [coming]
    assert cancelled.cancelled_at and cancelled.sequence == 1
    with pytest.raises(Refused) as refused:
        attending.sign_up(meeting=meeting, person=regrets, by=regrets)
    assert refused.value.codes == ["cancelled"]


@pytest.mark.parametrize(
    ("changes", "told"), [({"title": "Ny titel"}, 0), ({"place_room": "9"}, 1)]
)
def test_a_change_is_told_when_time_or_place_is_another(personas, meeting, changes, told):
    attending.sign_up(meeting=meeting, person=personas.member, by=personas.member)
    same = {"starts_at": meeting.starts_at, "ends_at": meeting.ends_at}
    planning.change(
        meeting=meeting,
        facts=meeting_facts(**{**same, **changes}),
        agenda=[planning.Point("Bordet rundt", 30)],
        by=personas.coordinator,
    )
    assert Notice.objects.count() == told
    meeting.refresh_from_db()
    assert meeting.sequence == 1 and meeting.agenda.get().title == "Bordet rundt"


def test_seats_cannot_be_taken_away_from_those_who_have_them(personas, meeting):
    for name in ("Anna A", "Bent B"):
        person = make_member(name, "Odense")
        attending.sign_up(meeting=meeting, person=person, by=person)
    with pytest.raises(Refused) as refused:
        planning.change(
            meeting=meeting, facts=meeting_facts(capacity=1), agenda=[], by=personas.coordinator
        )
    assert refused.value.codes == ["too_few_seats"]


def test_no_cpr_number_gets_in(personas, meeting):
    by = personas.coordinator
    for changes in ({"title": f"Om {CPR}"}, {"summary": CPR}, {"place_name": CPR}):
        with pytest.raises(ValidationError), transaction.atomic():
            make_draft(personas.group, by=by, **changes)
    with pytest.raises(ValidationError), transaction.atomic():
        make_draft(personas.group, by=by, agenda=[planning.Point(CPR, 5)])
    assert not Meeting.objects.filter(title__contains=CPR[-4:]).exists()


def test_signing_up_takes_one_seat_however_often(personas, meeting):
    person = personas.member
    start_onboarding(person=person, by=None)
    first = attending.sign_up(meeting=meeting, person=person, by=person)
    assert attending.sign_up(meeting=meeting, person=person, by=person) == first
    assert seats(meeting) == (1, 1)
    assert StepDone.objects.get().step.deed == Deed.MEETING_SIGNED_UP
    attending.send_regrets(meeting=meeting, person=person, by=person)
    attending.send_regrets(meeting=meeting, person=person, by=person)
    assert seats(meeting) == (0, 0)
    attending.sign_up(meeting=meeting, person=person, by=person)
    assert seats(meeting) == (1, 1)
    assert SignUp.objects.count() == 1


def test_a_full_meeting_lets_nobody_in_until_somebody_sends_regrets(personas):
    meeting = make_meeting(personas.group, by=personas.coordinator, capacity=1)
    first, second = personas.member, make_member("Nils Næste", "Odense")
    attending.sign_up(meeting=meeting, person=first, by=first)
    with pytest.raises(Refused) as refused:
        attending.sign_up(meeting=meeting, person=second, by=second)
    assert refused.value.codes == ["full"]
    assert seats(meeting) == (1, 1)
    attending.sign_up(meeting=meeting, person=first, by=first)  # whoever has a seat keeps it
    attending.send_regrets(meeting=meeting, person=first, by=first)
    attending.sign_up(meeting=meeting, person=second, by=second)
    assert seats(meeting) == (1, 1)


def test_nobody_signs_up_who_may_not_or_when_it_has_begun(personas, meeting):
    for user in (personas.former, personas.applicant):
        with pytest.raises(Refused):
            attending.sign_up(meeting=meeting, person=user, by=user)
    begun = make_meeting(personas.group, by=personas.coordinator, days=-0.1)
    with pytest.raises(Refused) as refused:
        attending.sign_up(meeting=begun, person=personas.member, by=personas.member)
    assert refused.value.codes == ["begun"]
    assert seats(begun) == seats(meeting) == (0, 0)
    # A past sign-up, for those who load older meetings.
    earlier = timezone.now() - timedelta(days=2)
    attending.sign_up(meeting=begun, person=personas.member, at=earlier, by=personas.member)
    assert seats(begun) == (1, 1)


def test_the_database_itself_refuses_one_too_many(personas):
    meeting = make_meeting(personas.group, by=personas.coordinator, capacity=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(taken=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        for _ in range(2):
            SignUp.objects.create(
                meeting=meeting,
                person=personas.member,
                state=Answer.COMING,
                way=Way.IN_PERSON,
            )


def test_the_next_meetings_are_ones_own(personas):
    ours = make_meeting(personas.group, by=personas.coordinator, days=20)
    theirs = make_meeting(personas.other_group, by=personas.other_coordinator, days=10)
    assert queries.next_meetings_for(personas.member, 3) == [ours]
    attending.sign_up(meeting=theirs, person=personas.member, by=personas.member)
    assert queries.next_meetings_for(personas.member, 3) == [theirs, ours]
    assert queries.next_meetings_for(personas.member, 1) == [theirs]
    attending.send_regrets(meeting=ours, person=personas.member, by=personas.member)
    assert queries.next_meetings_for(personas.member, 3) == [theirs]
    assert queries.next_meetings_for(personas.former, 3) == []


def test_the_planner_is_told_when_agenda_and_clock_disagree(personas):
    point = planning.Point("Bordet rundt", 30)
    meeting = make_meeting(personas.group, by=personas.coordinator, agenda=[point])
    assert [warning.code for warning in problems.to_notice(meeting)] == ["agenda_length"]
    whole = [planning.Point("Det hele", 240)]
    assert not problems.to_notice(
        make_meeting(personas.group, by=personas.coordinator, agenda=whole)
    )


# --- leaving the network -----------------------------------------------------------------------------
def test_whoever_leaves_gives_back_the_seats_at_coming_meetings(personas):
    coordinator, leaver = personas.coordinator, personas.member
    soon, later = (make_meeting(personas.group, by=coordinator, days=days) for days in (1, 30))
    begun = make_meeting(personas.group, by=coordinator, days=0.01)
    declined = make_meeting(personas.group, by=coordinator, days=40)
    called_off = make_meeting(personas.group, by=coordinator, days=50)
    for meeting in (soon, later, begun, called_off):
        attending.sign_up(meeting=meeting, person=leaver, by=leaver)
        attending.sign_up(meeting=meeting, person=coordinator, by=coordinator)
    attending.send_regrets(meeting=declined, person=leaver, by=leaver)
    planning.cancel(meeting=called_off, by=coordinator)
    Meeting.objects.filter(pk=begun.pk).update(starts_at=timezone.now() - timedelta(minutes=1))
    end_membership(person=leaver, by=personas.administrator)
    assert [seats(each) for each in (soon, later)] == [(1, 1), (1, 1)]
    assert seats(begun) == seats(called_off) == (2, 2)
    answers = dict(SignUp.objects.filter(person=leaver).values_list("meeting", "state"))
    assert answers[soon.pk] == answers[later.pk] == answers[declined.pk] == Answer.REGRETS
    assert answers[begun.pk] == Answer.COMING
    given_back = Entry.objects.filter(action="meetings.seat_given_back")
    assert {(entry.object_id, entry.by_id, entry.about_id) for entry in given_back} == {
        (str(meeting.pk), personas.administrator.pk, leaver.pk) for meeting in (soon, later)
    }
    assert attending.give_back_seats(person=leaver, by=None) == 0


def test_the_freed_seat_is_the_next_ones(personas):
    meeting = make_meeting(personas.group, by=personas.coordinator, capacity=1)
    attending.sign_up(meeting=meeting, person=personas.member, by=personas.member)
    with pytest.raises(Refused):
        attending.sign_up(meeting=meeting, person=personas.coordinator, by=personas.coordinator)
    end_membership(person=personas.member, by=None)
    attending.sign_up(meeting=meeting, person=personas.coordinator, by=personas.coordinator)
    assert seats(meeting) == (1, 1)
