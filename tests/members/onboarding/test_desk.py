"""The secretariat's overview, one newcomer's page, checks and reminders."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.onboarding import flows
from members.onboarding.enums import CheckUp, Deed
from members.onboarding.models import Check, Onboarding, Step, StepDone, Track
from members.onboarding.queries import onboardings_for, overview, waiting_count
from members.people.flows import membership
from members.people.models import Absence
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.factories.onboarding import asked, make_helper, make_newcomer, usual
from tests.factories.people import make_secretariat

pytestmark = pytest.mark.django_db
OVERVIEW = reverse("onboarding_desk:overview")
#: A Thursday, at seven in Copenhagen.
MORNING = datetime(2026, 11, 26, 6, 10, tzinfo=UTC)


def page_of(onboarding, name="person") -> str:
    return reverse(f"onboarding_desk:{name}", args=[onboarding.pk])


def begun(onboarding, days: int) -> None:
    Onboarding.objects.filter(pk=onboarding.pk).update(started_at=MORNING - timedelta(days=days))


def reminders(person) -> int:
    return Notice.objects.filter(recipient=person, kind="onboarding-step").count()


# --- the list ------------------------------------------------------------------------------------------
def test_those_who_have_come_no_further_for_14_days_stand_on_top():
    karen = make_secretariat()
    fresh = make_newcomer("Frisk", "Faxe", days=2)
    stuck = make_newcomer("Fast", "Vejle", days=15)
    longer = make_newcomer("Længe Fast", "Nyborg", days=40)
    moving = make_newcomer("I Gang", "Odense", days=50)
    flows.tick(person=moving.person, deed=Deed.QUESTION_ASKED, by=moving.person)
    lines = overview(karen)
    assert [line.onboarding for line in lines] == [longer, stuck, moving, fresh]
    assert [line.stuck_days for line in lines] == [40, 15, 0, 0]


@pytest.mark.parametrize(("days", "is_stuck"), [(13, False), (14, True)])
def test_fourteen_days_are_stuck_and_thirteen_are_not(days, is_stuck):
    karen = make_secretariat()
    make_newcomer(days=days)
    (line,) = overview(karen)
    assert line.is_stuck is is_stuck


def test_whoever_is_on_leave_is_not_stuck():
    karen = make_secretariat()
    onboarding = make_newcomer(days=30)
    Absence.objects.create(person=onboarding.person, starts_on=timezone.localdate())
    (line,) = overview(karen)
    assert line.is_away and not line.is_stuck


def test_the_finished_have_a_list_of_their_own_and_the_former_none():
    karen = make_secretariat()
    first, second = make_newcomer(), make_newcomer("Gået Igen", "Faxe")
    Onboarding.objects.filter(pk=first.pk).update(finished_at=timezone.now())
    membership.end_membership(person=second.person, by=None)
    assert overview(karen) == []
    assert [line.onboarding for line in overview(karen, finished=True)] == [first]


def test_only_those_who_manage_members_see_any(personas):
    make_newcomer("Ny Nielsen", "Faxe")
    for name, user in personas.all().items():
        expected = 1 if name == "administrator" else 0
        assert onboardings_for(user).count() == expected, name
        assert len(overview(user)) == expected, name
        assert waiting_count(user) == expected, name


def test_the_list_takes_the_same_queries_for_one_and_for_many(client, django_assert_num_queries):
    karen = make_secretariat()
    overview(karen)  # reads the standing
    helper = make_helper(buddy_capacity=9)

    def add(name, at):
        onboarding = make_newcomer(name, at, days=31)
        flows.accept(ask=asked(onboarding), by=helper)
        flows.tick(person=onboarding.person, deed=Deed.QUESTION_ASKED, by=onboarding.person)

    add("Ny Nielsen", "Odense")
    with django_assert_num_queries(10):
        assert len(overview(karen)) == 1
    for number, at in enumerate(["Faxe", "Vejle", "Nyborg"]):
        add(f"Nummer {number}", at)
    with django_assert_num_queries(10):
        assert len(overview(karen)) == 4


# --- the pages -----------------------------------------------------------------------------------------
def test_the_desk_shows_everyone_and_one(client):
    karen = make_secretariat()
    helper = make_helper()
    onboarding = make_newcomer(days=31)
    client.force_login(karen)
    text = client.get(OVERVIEW).text
    assert "Ny Nielsen" in text and "31 dage" in text
    text = client.get(page_of(onboarding)).text
    assert helper.name in text and str(Step.objects.first()) in text
    assert client.get(f"{OVERVIEW}?vis=faerdige").status_code == 200


def test_the_desk_asks_another_member_in_place_of_the_first(client):
    make_helper()
    other = make_helper("Anden", "Faxe")
    onboarding = make_newcomer()
    client.force_login(make_secretariat())
    assert client.post(page_of(onboarding, "ask"), {"person": other.pk}).status_code == 302
    assert asked(onboarding).person == other
    again = client.post(page_of(onboarding, "ask"), {"person": other.pk})
    assert again.status_code == 200, "who has been asked cannot be chosen"


def test_a_check_is_due_after_30_and_90_days_until_it_is_made(client):
    karen = make_secretariat()
    onboarding = make_newcomer(days=29)
    assert overview(karen)[0].checks == []
    Onboarding.objects.update(started_at=timezone.now() - timedelta(days=91))
    assert overview(karen)[0].checks == [CheckUp.MONTH, CheckUp.QUARTER]
    client.force_login(karen)
    sent = {"after": "30", "note": "Kører godt."}
    assert client.post(page_of(onboarding, "check"), sent).status_code == 302
    client.post(page_of(onboarding, "check"), {**sent, "note": "Kører rigtig godt."})
    check = Check.objects.get()
    assert (check.note, check.done_by) == ("Kører rigtig godt.", karen)
    assert overview(karen)[0].checks == [CheckUp.QUARTER]


def test_a_check_holds_no_cpr_number_and_is_the_secretariats(client):
    karen = make_secretariat()
    onboarding = make_newcomer()
    client.force_login(karen)
    answer = client.post(page_of(onboarding, "check"), {"after": "30", "note": "010190-1234"})
    assert answer.status_code == 200 and "CPR" in answer.text
    with pytest.raises(Refused):
        flows.keep_check(onboarding=onboarding, after=CheckUp.MONTH, note="", by=onboarding.person)


# --- the reminders -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("days", "count"), [(6, 0), (7, 1), (13, 1), (14, 1), (24, 1), (25, 0), (60, 0)]
)
def test_a_reminder_is_due_after_seven_and_after_fourteen_days(days, count):
    onboarding = make_newcomer()
    begun(onboarding, days)
    flows.tell_of_onboardings(now=MORNING, by=None)
    assert reminders(onboarding.person) == count


def test_nobody_is_reminded_more_than_twice_of_one_step():
    onboarding = make_newcomer()
    begun(onboarding, 0)
    for day in range(60):
        for _ in range(2):
            flows.tell_of_onboardings(now=MORNING + timedelta(days=day), by=None)
    assert reminders(onboarding.person) == 2


def test_a_step_forward_begins_the_count_anew():
    onboarding = make_newcomer()
    person = onboarding.person
    begun(onboarding, 8)
    flows.tell_of_onboardings(now=MORNING, by=None)
    flows.tick(person=person, deed=Deed.QUESTION_ASKED, by=person)
    StepDone.objects.update(done_at=MORNING)
    flows.tell_of_onboardings(now=MORNING + timedelta(days=5), by=None)
    assert reminders(person) == 1
    flows.tell_of_onboardings(now=MORNING + timedelta(days=7), by=None)
    assert reminders(person) == 2


@pytest.mark.parametrize("why", ["finished", "left", "on leave", "weekend"])
def test_reminders_stop(why):
    onboarding = make_newcomer()
    begun(onboarding, 8)
    now = MORNING
    if why == "finished":
        Onboarding.objects.update(finished_at=MORNING)
    elif why == "left":
        membership.end_membership(person=onboarding.person, by=None)
    elif why == "on leave":
        Absence.objects.create(
            person=onboarding.person, starts_on=MORNING.date() - timedelta(days=1)
        )
    else:
        now = MORNING + timedelta(days=2)
    assert flows.tell_of_onboardings(now=now, by=None) == 0
    assert reminders(onboarding.person) == 0


def test_a_reminder_names_the_step_and_leads_to_the_page():
    onboarding = make_newcomer()
    begun(onboarding, 7)
    flows.tell_of_onboardings(now=MORNING, by=None)
    notice = Notice.objects.get(recipient=onboarding.person, kind="onboarding-step")
    assert notice.title == "Dit næste skridt i netværket: Læs velkomsten"
    assert notice.url == reverse("onboarding:mine")
    assert OutgoingMail.objects.filter(recipient=onboarding.person).count() == 1


def test_the_secretariat_hears_of_a_check_once():
    karen = make_secretariat()
    onboarding = make_newcomer()
    begun(onboarding, 30)
    for day in range(3):
        flows.tell_of_onboardings(now=MORNING + timedelta(days=day), by=None)
    assert Notice.objects.filter(recipient=karen, kind="onboarding-check").count() == 1


# --- another track -------------------------------------------------------------------------------------
@pytest.fixture
def short() -> Track:
    """A track that asks for one of the usual steps, and for two things more."""
    track = flows.keep_track(track=Track(name="Det korte"), by=None)
    for order, (title, deed) in enumerate(
        [
            ("Spørg om noget", Deed.QUESTION_ASKED),
            ("Hils på", Deed.BY_HAND),
            ("Hils igen", Deed.BY_HAND),
        ],
        start=1,
    ):
        flows.keep_step(step=Step(track=track, order=order, title=title, deed=deed), by=None)
    return track


def test_what_has_been_done_counts_on_another_track_and_changing_back_loses_nothing(short):
    karen, onboarding = make_secretariat(), make_newcomer()
    for deed in (Deed.QUESTION_ASKED, Deed.PROFILE_FILLED):
        flows.tick(person=onboarding.person, deed=deed, by=onboarding.person)
    flows.change_track(onboarding=onboarding, track=short, by=karen)
    (line,) = overview(karen)
    assert [(item.step.title, item.done_at is not None) for item in line.progress.items] == [
        ("Spørg om noget", True),
        ("Hils på", False),
        ("Hils igen", False),
    ]
    # A step that waits for one's word is another one where it is called otherwise.
    flows.tick_by_hand(step=short.steps.get(title="Hils på"), by=onboarding.person)
    flows.change_track(onboarding=onboarding, track=usual(), by=karen)
    (line,) = overview(karen)
    assert line.progress.done == 2


def test_a_track_on_which_all_is_done_is_finished_and_one_with_more_begins_again(short):
    karen, onboarding = make_secretariat(), make_newcomer()
    short.steps.filter(deed=Deed.BY_HAND).update(is_active=False)
    flows.tick(person=onboarding.person, deed=Deed.QUESTION_ASKED, by=onboarding.person)
    flows.change_track(onboarding=onboarding, track=short, by=karen)
    assert Onboarding.objects.get().finished_at is not None
    flows.change_track(onboarding=onboarding, track=usual(), by=karen)
    assert Onboarding.objects.get().finished_at is None


def test_the_same_track_an_empty_one_and_a_member_are_refused(short, client):
    karen, onboarding = make_secretariat(), make_newcomer()
    empty = flows.keep_track(track=Track(name="Tomt"), by=None)
    for track, by, code in [
        (usual(), karen, "same_track"),
        (empty, karen, "no_steps"),
        (short, onboarding.person, "not_manager"),
    ]:
        with pytest.raises(Refused) as refused:
            flows.change_track(onboarding=onboarding, track=track, by=by)
        assert refused.value.codes == [code]
    client.force_login(karen)
    answer = client.post(page_of(onboarding, "change_track"), {"track": empty.pk})
    assert answer.status_code == 200 and "Forløbet har ingen trin endnu." in answer.text
    answer = client.post(page_of(onboarding, "change_track"), {"track": short.pk}, follow=True)
    assert "fortsætter ad det andet forløb" in answer.text
    assert Onboarding.objects.get().track == short
    client.force_login(onboarding.person)
    assert (
        client.post(page_of(onboarding, "change_track"), {"track": usual().pk}).status_code == 403
    )
