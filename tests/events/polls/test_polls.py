"""From the question to the meeting: who is asked, what is refused, what the clock does, what comes of it."""

from datetime import datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.meetings.enums import State as MeetingState
from events.meetings.flows import attending, planning
from events.meetings.models import Meeting
from events.polls import flows, queries, rules
from events.polls.days import facts_of, proposed, proposed_deadline
from events.polls.enums import Says, State
from events.polls.models import Choice, Poll, Proposal, Reply
from events.polls.ranking import reasons
from members.people.flows import membership
from members.people.rules import forget_standing
from portal.kit.calendar import add_working_days
from portal.kit.dates import COPENHAGEN
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.factories.events import make_meeting
from tests.factories.people import make_member, municipality
from tests.factories.polls import answer, in_days, make_poll

pytestmark = pytest.mark.django_db


@pytest.fixture
def poll(personas):
    personas.member, personas.coordinator  # noqa: B018 - made before they are asked
    return make_poll(personas.group, by=personas.coordinator)


def letters(name: str) -> list[str]:
    found = OutgoingMail.objects.filter(template=f"polls/mail/{name}")
    return sorted(found.values_list("recipient__name", flat=True))


def at(day, clock: str = "07:05") -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=COPENHAGEN)


# --- who sees it ---------------------------------------------------------------------------------------
def test_page_and_list_agree_for_everyone(personas, poll):
    other = make_poll(personas.other_group, by=personas.other_coordinator, host="")
    for name, user in personas.all().items():
        listed = set(queries.polls_for(user))
        for each in (poll, other):
            assert (each in listed) == rules.may_view(user, each), (name, each.group)
    seen = {name for name, user in personas.all().items() if rules.may_view(user, poll)}
    assert seen == {"member", "coordinator", "editor", "administrator"}


def test_the_group_and_its_coordinator_are_asked(personas, poll):
    assert letters("asked") == ["Mette Holm"]  # the coordinator asked, and knows
    assert set(queries.asked_of(personas.group)) == {personas.member, personas.coordinator}
    for name, user in personas.all().items():
        asked = name in {"member", "coordinator"}
        assert rules.may_answer(user, poll) == asked, name
        if user.is_authenticated:
            assert queries.asked_of(personas.group).filter(pk=user.pk).exists() == asked, name


# --- what is refused -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("spans", "answer_in", "codes"),
    [
        ([in_days(30)], 5, ["too_few"]),
        ([in_days(30 + more) for more in range(13)], 5, ["too_many"]),
        ([in_days(-2), in_days(30)], 5, ["past", "too_late"]),
        ([in_days(30), in_days(31)[::-1]], 5, ["backwards"]),
        ([in_days(30), in_days(30)], 5, ["twice"]),
        ([in_days(30), in_days(31)], -1, ["late"]),
        ([in_days(30), in_days(31)], 30, ["too_late"]),
    ],
)
def test_times_that_cannot_be_proposed(personas, spans, answer_in, codes):
    with pytest.raises(Refused) as refused:
        make_poll(personas.group, by=personas.coordinator, spans=spans, answer_in=answer_in)
    assert refused.value.codes == codes
    assert not Poll.objects.exists()


def test_only_for_a_group_of_ones_own(personas):
    with pytest.raises(Refused, match="not_allowed"):
        make_poll(personas.other_group, by=personas.coordinator)


def test_a_cpr_number_stops_at_the_door(personas, poll):
    with pytest.raises(ValidationError):
        make_poll(personas.group, by=personas.coordinator, message="Om 010170-1234")
    with pytest.raises(ValidationError):
        answer(poll, personas.member, "yes", "no", word="Sagen 010170-1234")
    assert not Reply.objects.filter(answered_at__isnull=False).exists()


def test_the_same_form_sent_twice_asks_once(personas):
    personas.member  # noqa: B018
    key = "0b5d5f0e-0b0a-4b6e-9f0a-6f2f0f9f0a11"
    first = make_poll(personas.group, by=personas.coordinator, key=key)
    assert make_poll(personas.group, by=personas.coordinator, key=key) == first
    assert letters("asked") == ["Mette Holm"]


# --- answering -----------------------------------------------------------------------------------------
def test_an_answer_can_be_changed_and_the_second_tab_does_no_harm(personas, poll):
    answer(poll, personas.member, "yes", "no", word="Efter frokost")
    answer(poll, personas.member, "if_need_be", "yes")
    answer(poll, personas.member, "if_need_be", "yes")
    assert list(Choice.objects.order_by("slot").values_list("says", flat=True)) == [
        Says.IF_NEED_BE,
        Says.YES,
    ]
    assert Reply.objects.get(person=personas.member).word == ""


def test_nobody_else_answers_and_nobody_afterwards(personas, poll):
    with pytest.raises(Refused, match="not_asked"):
        answer(poll, personas.other_coordinator, "yes", "no")
    Poll.objects.update(answer_by=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refused, match="over"):
        answer(poll, personas.member, "yes", "no")


def test_the_last_answer_tells_the_coordinator_once(personas, poll):
    answer(poll, personas.coordinator, "yes", "yes")
    assert letters("complete") == []
    answer(poll, personas.member, "yes", "no")
    answer(poll, personas.member, "no", "yes")
    assert letters("complete") == ["Ole Bro"]


def test_whoever_leaves_drops_out_of_the_count(personas, poll):
    answer(poll, personas.member, "yes", "no")
    assert [line.person for line in queries.overview_of(poll).lines] == [personas.member]
    membership.end_membership(person=personas.member, by=None)
    overview = queries.overview_of(poll)
    assert (overview.lines, overview.asked) == ([], 1)
    assert overview.best is None


# --- what the clock does -------------------------------------------------------------------------------
def test_the_silent_are_reminded_once_two_working_days_before(personas, poll):
    answer(poll, personas.coordinator, "yes", "yes")
    day = add_working_days(poll.answer_by, -2)
    flows.tell_of_polls(now=at(add_working_days(day, -1)), by=None)
    assert letters("reminded") == []
    assert flows.tell_of_polls(now=at(day), by=None) == 1
    assert flows.tell_of_polls(now=at(day, "08:05"), by=None) == 0
    assert letters("reminded") == ["Mette Holm"]


def test_nobody_is_told_on_a_day_on_which_offices_are_closed(personas, poll):
    day = poll.answer_by
    while day.weekday() != 6:
        day += timedelta(days=1)
    assert flows.tell_of_polls(now=at(day), by=None) == 0


def test_whoever_comes_later_is_asked_too(personas, poll):
    make_member("Ny Nina", "Nyborg")
    now = at(add_working_days(timezone.localdate(), 1))
    flows.tell_of_polls(now=now, by=None)
    flows.tell_of_polls(now=now, by=None)
    assert letters("asked") == ["Mette Holm", "Ny Nina"]


def test_the_coordinator_is_told_once_when_the_time_is_past(personas, poll):
    day = add_working_days(poll.answer_by, 1)
    assert flows.tell_of_polls(now=at(day), by=None) == 1
    assert flows.tell_of_polls(now=at(day), by=None) == 0
    assert letters("over") == ["Ole Bro"]


# --- the best time -------------------------------------------------------------------------------------
def test_the_best_time_has_its_reasons(personas, poll):
    answer(poll, personas.member, "no", "yes")
    answer(poll, personas.coordinator, "if_need_be", "yes")
    best = queries.overview_of(poll).best
    assert best.slot == poll.slots.last()
    said = reasons(best.option)
    assert said[0] == "2 kan"
    assert "koordinatoren kan" in said and "værten kan" in said and "ingen andre møder" in said


def test_other_meetings_of_the_day_stand_beside_it(personas):
    make_meeting(personas.other_group, by=personas.other_coordinator, days=42)
    day = timezone.localdate() + timedelta(days=42)
    assert facts_of([day], personas.group)[day].clashes == ["Nordjylland mødes den dag"]


def test_times_are_proposed_by_the_groups_habit(personas):
    for days in (-200, -130, -60):
        meeting = make_meeting(personas.group, by=personas.coordinator, days=days)
        starts = at(timezone.localdate() + timedelta(days=days), "13:00")
        starts += timedelta(days=(3 - starts.weekday()) % 7)
        Meeting.objects.filter(pk=meeting.pk).update(
            starts_at=starts, ends_at=starts + timedelta(hours=3)
        )
    found = proposed(personas.group)
    assert len(found) == 4
    assert {(day.weekday(), begin, end) for day, begin, end in found} == {(3, time(13), time(16))}
    deadline = proposed_deadline(found[0][0])
    assert timezone.localdate() < deadline < found[0][0]
    assert add_working_days(add_working_days(deadline, 1), -1) == deadline


def test_the_overview_asks_as_much_for_many_as_for_few(personas, poll, django_assert_num_queries):
    answer(poll, personas.member, "yes", "no")
    with django_assert_num_queries(10):
        queries.overview_of(Poll.objects.select_related("group", "host", "meeting").get())
    for number in range(5):
        answer(poll, make_member(f"Medlem {number}", "Nyborg"), "yes", "no")
    with django_assert_num_queries(10):
        queries.overview_of(Poll.objects.select_related("group", "host", "meeting").get())


# --- closing -------------------------------------------------------------------------------------------
def test_closing_makes_one_draft_and_keeps_the_yeses(personas, poll):
    answer(poll, personas.member, "no", "yes")
    answer(poll, personas.coordinator, "yes", "if_need_be")
    slot = poll.slots.last()
    meeting = flows.close(poll=poll, slot=slot, by=personas.coordinator)
    assert flows.close(poll=poll, slot=poll.slots.first(), by=personas.coordinator) == meeting
    meeting.refresh_from_db()
    assert (meeting.state, meeting.starts_at, meeting.host) == (
        MeetingState.DRAFT,
        slot.starts_at,
        municipality("Nyborg"),
    )
    assert Meeting.objects.count() == 1
    assert [each.person for each in Proposal.objects.all()] == [personas.member]


def test_publishing_asks_those_who_said_yes(personas, poll):
    answer(poll, personas.member, "no", "yes")
    meeting = flows.close(poll=poll, slot=poll.slots.last(), by=personas.coordinator)
    assert letters("proposed") == []
    _publish(meeting, personas.coordinator)
    assert letters("proposed") == ["Mette Holm"]
    assert flows.propose_sign_ups(meeting=meeting, by=None) == 0
    attending.sign_up(meeting=meeting, person=personas.member, by=personas.member)


def test_a_meeting_that_was_moved_asks_nobody(personas, poll):
    answer(poll, personas.member, "no", "yes")
    meeting = flows.close(poll=poll, slot=poll.slots.last(), by=personas.coordinator)
    Meeting.objects.update(
        starts_at=meeting.starts_at + timedelta(days=1),
        ends_at=meeting.ends_at + timedelta(days=1),
    )
    _publish(meeting, personas.coordinator)
    assert letters("proposed") == []


def _publish(meeting, by):
    Meeting.objects.filter(pk=meeting.pk).update(place_name="Nyborg Rådhus")
    planning.publish(meeting=meeting, by=by)


def test_closing_needs_a_host_and_a_time_of_the_poll_that_is_to_come(personas):
    poll = make_poll(personas.group, by=personas.coordinator, host="")
    foreign = make_poll(personas.other_group, by=personas.other_coordinator).slots.first()
    for slot, code in ((poll.slots.first(), "hostless"), (foreign, "foreign")):
        with pytest.raises(Refused, match=code):
            flows.close(poll=poll, slot=slot, by=personas.coordinator)
    with pytest.raises(Refused, match="not_allowed"):
        flows.close(poll=poll, slot=poll.slots.first(), by=personas.other_coordinator)


def test_called_off_and_opened_again(personas, poll):
    answer(poll, personas.member, "yes", "no")
    flows.call_off(poll=poll, by=personas.coordinator)
    assert letters("called_off") == ["Mette Holm"]
    with pytest.raises(Refused, match="called_off"):
        answer(poll, personas.member, "yes", "no")
    until = timezone.localdate() + timedelta(days=20)
    flows.reopen(poll=poll, answer_by=until, by=personas.coordinator)
    poll.refresh_from_db()
    assert (poll.state, poll.answer_by) == (State.OPEN, until)
    assert letters("reopened") == ["Mette Holm"]
    assert queries.overview_of(poll).lines[0].says == ["yes", "no"]
    with pytest.raises(Refused, match="open"):
        flows.reopen(poll=poll, answer_by=until, by=personas.coordinator)


def test_a_found_date_is_looked_for_again_only_without_its_draft(personas, poll):
    slot, until = poll.slots.first(), timezone.localdate() + timedelta(days=20)
    meeting = flows.close(poll=poll, slot=slot, by=personas.coordinator)
    with pytest.raises(Refused, match="found"):
        flows.reopen(poll=poll, answer_by=until, by=personas.coordinator)
    planning.discard(meeting=meeting, by=personas.coordinator)
    flows.reopen(poll=poll, answer_by=until, by=personas.coordinator)
    assert flows.close(poll=poll, slot=slot, by=personas.coordinator) == Meeting.objects.get()


def test_the_poll_waits_on_ones_own_page_until_it_is_answered(personas, poll):
    forget_standing(personas.member)
    assert queries.unanswered_for(personas.member) == [poll]
    answer(poll, personas.member, "no", "no")
    assert queries.unanswered_for(personas.member) == []
    assert queries.unanswered_for(personas.other_coordinator) == []
    assert Notice.objects.filter(kind="poll-asked").count() == 1
