"""Coming, perhaps, regrets and the waiting list: who gets the seat, until when, and what is counted."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from events import seats
from events.meetings import queries
from events.meetings.enums import Answer, Diet, Way
from events.meetings.flows import attending, forgetting, guests, planning, waiting
from events.meetings.models import Guest, Meeting, SignUp
from members.people.flows.membership import end_membership
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.factories.events import make_meeting, meeting_facts
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
LINK = "https://video.example.dk/fyn"


@pytest.fixture
def people(personas):
    return [make_member(f"Nummer {number}", "Odense") for number in range(4)]


@pytest.fixture
def full(personas, people):
    """Two seats, both taken; the third and the fourth wait in that order."""
    meeting = make_meeting(personas.group, by=personas.coordinator, capacity=2)
    for number, person in enumerate(people):
        at = timezone.now() - timedelta(minutes=10 - number)
        attending.sign_up(meeting=meeting, person=person, waits=True, at=at, by=person)
    return meeting


def states(meeting) -> list[str]:
    return list(meeting.signups.order_by("person__name_key").values_list("state", flat=True))


def taken(meeting) -> int:
    """The counter, which is never another than what the answers hold."""
    counter = Meeting.objects.get(pk=meeting.pk).taken
    assert counter == sum(answer.seats for answer in meeting.signups.all())
    return counter


def test_who_finds_no_seat_waits_in_order(full, people):
    assert states(full) == ["coming", "coming", "waiting", "waiting"]
    assert taken(full) == 2
    places = [queries.place_in_line(queries.answer_of(person, full)) for person in people]
    assert places == [None, None, 1, 2]
    # Asking again does not move one to the back.
    attending.sign_up(meeting=full, person=people[2], waits=True, by=people[2])
    assert queries.place_in_line(queries.answer_of(people[2], full)) == 1


def test_a_freed_seat_is_held_for_the_first_in_line_who_is_told(full, people):
    now = timezone.now()
    attending.send_regrets(meeting=full, person=people[0], at=now, by=people[0])
    assert states(full) == ["regrets", "coming", "offered", "waiting"]
    assert taken(full) == 2
    offered = queries.answer_of(people[2], full)
    assert offered.offered_until == now + timedelta(hours=24)
    assert [(each.recipient, each.kind) for each in Notice.objects.all()] == [
        (people[2], "meeting_offered")
    ]
    letters = OutgoingMail.objects.filter(recipient=people[2]).values_list("template", flat=True)
    assert list(letters) == ["meetings/mail/offered"]
    # The held seat is nobody else's.
    with pytest.raises(Refused):
        attending.sign_up(meeting=full, person=people[0], by=people[0])
    waiting.accept(meeting=full, person=people[2], by=people[2])
    waiting.accept(meeting=full, person=people[2], by=people[2])
    assert states(full) == ["regrets", "coming", "coming", "waiting"]
    assert taken(full) == 2


def test_a_no_goes_to_the_next_at_once(full, people):
    attending.send_regrets(meeting=full, person=people[0], by=people[0])
    attending.send_regrets(meeting=full, person=people[2], by=people[2])
    assert states(full) == ["regrets", "coming", "regrets", "offered"]
    assert taken(full) == 2
    attending.send_regrets(meeting=full, person=people[3], by=people[3])
    assert taken(full) == 1
    with pytest.raises(Refused) as refused:
        waiting.accept(meeting=full, person=people[2], by=people[2])
    assert refused.value.codes == ["offer_gone"]


def test_who_stays_silent_is_passed_over_and_told(full, people):
    attending.send_regrets(meeting=full, person=people[0], by=people[0])
    late = timezone.now() + timedelta(hours=24, minutes=1)
    assert waiting.pass_on_unanswered(now=late - timedelta(minutes=5), by=None) == 0
    assert waiting.pass_on_unanswered(now=late, by=None) == 1
    assert waiting.pass_on_unanswered(now=late, by=None) == 0
    assert queries.answer_of(people[2], full) is None
    assert queries.answer_of(people[3], full).state == Answer.OFFERED
    assert taken(full) == 2
    kinds = [(each.recipient, each.kind) for each in Notice.objects.order_by("pk")]
    assert kinds == [
        (people[2], "meeting_offered"),
        (people[2], "meeting_lapsed"),
        (people[3], "meeting_offered"),
    ]


@pytest.mark.parametrize(
    ("closes_in", "expected"),
    [(72, 24), (26, 24), (25, 23), (4, 2), (3, 1), (2.9, None), (1, None), (-1, None)],
)
def test_how_long_a_seat_is_held(personas, closes_in, expected):
    now = timezone.now()
    meeting = make_meeting(personas.group, by=personas.coordinator)
    meeting.signup_closes_at = now + timedelta(hours=closes_in)
    until = seats.offer_until(meeting, now)
    assert until == (None if expected is None else now + timedelta(hours=expected))


def test_shortly_before_the_seat_is_the_first_ones_at_once(full, people):
    Meeting.objects.update(signup_closes_at=timezone.now() + timedelta(hours=1))
    attending.send_regrets(meeting=full, person=people[1], by=people[1])
    assert states(full) == ["coming", "regrets", "coming", "waiting"]
    letters = OutgoingMail.objects.filter(recipient=people[2]).values_list("template", flat=True)
    assert list(letters) == ["meetings/mail/seated"]
    assert taken(full) == 2


def test_more_seats_are_for_those_who_wait(personas, full, people):
    facts = meeting_facts(starts_at=full.starts_at, ends_at=full.ends_at, capacity=5)
    planning.change(meeting=full, facts=facts, agenda=[], by=personas.coordinator)
    assert states(full) == ["coming", "coming", "offered", "offered"]
    assert taken(full) == 4


def test_the_seat_of_whoever_leaves_the_network_goes_on(full, people):
    end_membership(person=people[2], by=None)
    end_membership(person=people[0], by=None)
    assert states(full) == ["regrets", "coming", "regrets", "offered"]
    assert taken(full) == 2


def test_seats_are_for_those_in_the_room_only(personas, people):
    meeting = make_meeting(personas.group, by=personas.coordinator, capacity=1, online_url=LINK)
    first, second, third = people[:3]
    for person in (first, second):
        attending.sign_up(meeting=meeting, person=person, way=Way.ONLINE, by=person)
    assert taken(meeting) == 0
    attending.sign_up(meeting=meeting, person=third, way=Way.IN_PERSON, by=third)
    with pytest.raises(Refused) as refused:
        attending.sign_up(meeting=meeting, person=first, way=Way.IN_PERSON, by=first)
    assert refused.value.codes == ["full"]
    attending.sign_up(meeting=meeting, person=third, way=Way.ONLINE, by=third)
    attending.sign_up(meeting=meeting, person=first, way=Way.IN_PERSON, by=first)
    assert taken(meeting) == 1
    tally = queries.tally_of(meeting)
    assert (tally.in_person, tally.online, tally.coming) == (1, 2, 3)


def test_one_comes_as_the_meeting_is_held(personas, people):
    by = personas.coordinator
    here = make_meeting(personas.group, by=by)
    online = make_meeting(personas.group, by=by, place_name="", online_url=LINK, capacity=None)
    for meeting, way, code in (
        (here, Way.ONLINE, "not_online"),
        (online, Way.IN_PERSON, "no_room"),
    ):
        with pytest.raises(Refused) as refused:
            attending.sign_up(meeting=meeting, person=people[0], way=way, by=people[0])
        assert refused.value.codes == [code]
        assert taken(meeting) == 0
    assert attending.sign_up(meeting=online, person=people[0], by=people[0]).way == Way.ONLINE


def test_maybe_holds_no_seat_and_a_word_comes_with_regrets(full, people):
    attending.say_maybe(meeting=full, person=people[0], by=people[0])
    attending.send_regrets(meeting=full, person=people[1], word="Barnedåb", by=people[1])
    assert states(full) == ["maybe", "regrets", "offered", "offered"]
    assert queries.answer_of(people[1], full).word == "Barnedåb"
    # With another answer the word is gone.
    attending.say_maybe(meeting=full, person=people[1], by=people[1])
    assert queries.answer_of(people[1], full).word == ""


def test_when_the_room_is_given_up_all_who_come_do_so_online(personas, full, people):
    facts = meeting_facts(
        starts_at=full.starts_at, ends_at=full.ends_at, capacity=2, place_name="", online_url=LINK
    )
    planning.change(meeting=full, facts=facts, agenda=[], by=personas.coordinator)
    assert states(full) == ["coming", "coming", "maybe", "maybe"]
    assert taken(full) == 0
    assert {each.recipient for each in Notice.objects.all()} == set(people)
    # The link is needed by those who come online; the meeting is somewhere.
    for changes, code in (
        ({"online_url": ""}, "online_needed"),
        ({"online_url": "", "place_name": ""}, "nowhere"),
    ):
        with pytest.raises(Refused) as refused:
            planning.change(
                meeting=full, facts=meeting_facts(**changes), agenda=[], by=personas.coordinator
            )
        assert code in refused.value.codes


def test_a_change_is_told_by_what_is_another(personas, full, people):
    attending.say_maybe(meeting=full, person=people[3], by=people[3])
    away = make_member("Rasmus Rask", "Odense")
    attending.send_regrets(meeting=full, person=away, by=away)
    same = {"starts_at": full.starts_at, "ends_at": full.ends_at, "capacity": 2}
    by = personas.coordinator
    typo = meeting_facts(**same, summary="Frister og undtagelser.")
    planning.change(meeting=full, facts=typo, agenda=[], by=by)
    assert not Notice.objects.exists()
    later = {**same, "ends_at": full.ends_at + timedelta(hours=1)}
    planning.change(meeting=full, facts=meeting_facts(**later), agenda=[], by=by)
    assert {each.title for each in Notice.objects.all()} == {f"Nyt tidspunkt: {full.title}"}
    assert {each.recipient for each in Notice.objects.all()} == set(people)
    rows = OutgoingMail.objects.first().context["changes"]["da"]
    assert [row["what"] for row in rows] == ["Tid"]
    assert rows[0]["old"] != rows[0]["new"]
    Notice.objects.all().delete()
    elsewhere = meeting_facts(**later, place_name="Odense Rådhus", online_url=LINK)
    planning.change(meeting=full, facts=elsewhere, agenda=[], by=by)
    rows = OutgoingMail.objects.latest("pk").context["changes"]["da"]
    assert [row["what"] for row in rows] == ["Sted", "Link"]
    assert rows[0]["old"].startswith("Nyborg Rådhus")
    assert rows[0]["new"].startswith("Odense Rådhus")
    assert LINK not in str(OutgoingMail.objects.latest("pk").context)
    Notice.objects.all().delete()
    planning.cancel(meeting=full, by=by)
    assert {each.recipient for each in Notice.objects.all()} == set(people)


def test_what_one_eats_waits_along(full, people):
    late = make_member("Sven Sen", "Odense")
    meal = attending.Meal(Diet.VEGAN)
    attending.sign_up(meeting=full, person=late, meal=meal, waits=True, by=late)
    assert queries.meals_of(full) == []
    for person in people:
        attending.send_regrets(meeting=full, person=person, by=person)
    waiting.accept(meeting=full, person=late, by=late)
    assert queries.meals_of(full) == [("vegansk", 1)]


def test_a_held_seat_stands_on_top_of_ones_own_page(client, full, people):
    attending.send_regrets(meeting=full, person=people[0], by=people[0])
    client.force_login(people[2])
    page = client.get(reverse("home_member")).content.decode()
    assert f"En plads holdes til dig: {full.title}" in page


# --- guests and the kitchen ---------------------------------------------------------------------------
def test_a_guest_takes_a_seat_and_leaves_with_whoever_brings_them(personas, people):
    meeting = make_meeting(personas.group, by=personas.coordinator, capacity=3)
    host, other = people[:2]
    with pytest.raises(Refused) as refused:
        guests.bring(meeting=meeting, person=host, name="Gry Gæst", by=host)
    assert refused.value.codes == ["not_coming"]
    for person in (host, other):
        attending.sign_up(meeting=meeting, person=person, by=person)
    guest = guests.bring(meeting=meeting, person=host, name="Gry Gæst", by=host)
    assert guest.municipality == host.home_municipality
    assert taken(meeting) == 3
    for person, code in ((host, "has_guest"), (other, "full")):
        with pytest.raises(Refused) as refused:
            guests.bring(meeting=meeting, person=person, name="Egon Ekstra", by=person)
        assert refused.value.codes == [code]
    attending.sign_up(meeting=meeting, person=people[2], waits=True, by=people[2])
    guests.leave_at_home(meeting=meeting, person=host, by=host)
    guests.leave_at_home(meeting=meeting, person=host, by=host)
    assert queries.answer_of(people[2], meeting).state == Answer.OFFERED
    attending.send_regrets(meeting=meeting, person=people[2], by=people[2])
    guests.bring(meeting=meeting, person=host, name="Gry Gæst", by=host)
    attending.send_regrets(meeting=meeting, person=host, by=host)
    assert taken(meeting) == 1
    assert not Guest.objects.exists()


def test_what_the_kitchen_hears_has_no_names_and_is_gone_the_night_after(personas, people):
    meeting = make_meeting(personas.group, by=personas.coordinator, online_url=LINK)
    wishes = [
        attending.Meal(Diet.VEGETARIAN),
        attending.Meal(Diet.VEGETARIAN, "Uden hvidløg"),
        attending.Meal(text="uden hvidløg"),
    ]
    for person, meal in zip(people, wishes, strict=False):
        attending.sign_up(meeting=meeting, person=person, meal=meal, by=person)
    assert queries.meals_of(meeting) == [("uden hvidløg", 2), ("vegetarisk", 2)]
    attending.send_regrets(meeting=meeting, person=people[0], word="Syg", by=people[0])
    assert queries.answer_of(people[0], meeting).diet == ""
    assert forgetting.erase_wishes(before=meeting.ends_at, by=None) == 0
    after = meeting.ends_at + timedelta(seconds=1)
    assert forgetting.erase_wishes(before=after, by=None) == 3
    assert forgetting.erase_wishes(before=after, by=None) == 0
    left = set(SignUp.objects.values_list("diet", "diet_text", "word"))
    assert left == {("", "", "")}


# --- the database and the trail -----------------------------------------------------------------------
@pytest.mark.parametrize(
    "values",
    [
        {"state": Answer.COMING},
        {"state": Answer.MAYBE, "way": Way.ONLINE},
        {"state": Answer.WAITING, "way": Way.IN_PERSON},
        {"state": Answer.OFFERED, "way": Way.IN_PERSON, "waiting_since": timezone.now()},
        {"state": Answer.REGRETS, "offered_until": timezone.now()},
    ],
)
def test_the_database_refuses_an_answer_that_makes_no_sense(personas, values):
    meeting = make_meeting(personas.group, by=personas.coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignUp.objects.create(meeting=meeting, person=personas.member, **values)


def test_held_seats_count_and_are_never_oversold(full, people):
    attending.send_regrets(meeting=full, person=people[0], by=people[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=full.pk).update(taken=3)
    assert Entry.objects.filter(action="meetings.seat_offered").count() == 1


def test_whoever_runs_the_meeting_writes_down_who_phoned_after_the_deadline(personas, people):
    meeting = make_meeting(personas.group, by=personas.coordinator)
    Meeting.objects.update(signup_closes_at=timezone.now())
    attending.sign_up(meeting=meeting, person=people[0], by=personas.coordinator)
    entry = Entry.objects.get(action="meetings.signed_up")
    assert (entry.by_id, entry.about_id) == (personas.coordinator.pk, people[0].pk)
