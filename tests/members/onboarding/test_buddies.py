"""Finding a buddy: who is asked, in which order, and what becomes of it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from members.onboarding import flows
from members.onboarding.enums import Deed, Said
from members.onboarding.models import BuddyAsk, Onboarding, StepDone
from members.onboarding.queries import candidates
from members.onboarding.ranking import Candidate, points
from members.people.duties import hand_over, held_by
from members.people.enums import Audience, Field, Offer
from members.people.flows import membership
from members.people.models import Absence
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.factories.onboarding import asked, make_helper, make_newcomer
from tests.factories.people import make_former, make_member, make_secretariat

pytestmark = pytest.mark.django_db


def told(person) -> list[str]:
    return list(
        Notice.objects.filter(recipient=person).order_by("pk").values_list("kind", flat=True)
    )


# --- the ranking, in figures ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("candidate", "expected"),
    [
        (Candidate(True, 100_000, 5, 0, 1), 40 + 25 + 20),
        (Candidate(True, 100_000, 30, 0, 1), 40 + 25 + 20),  # five years count, no more
        (Candidate(False, 100_000, 5, 0, 1), 25 + 20),
        (Candidate(False, 50_000, 0, 0, 1), 12),  # half as large
        (Candidate(False, 200_000, 0, 0, 1), 12),  # twice as large
        (Candidate(True, 100_000, 2, 1, 2), 40 + 25 + 8 - 10),
        (Candidate(True, 0, 0, 0, 1), 40),
    ],
)
def test_the_points(candidate, expected):
    assert points(candidate, 100_000) == expected


def test_whoever_is_full_or_wants_none_has_no_room():
    assert [
        Candidate(True, 1, 1, load, capacity).has_room
        for load, capacity in [(0, 1), (1, 1), (1, 2), (0, 0)]
    ] == [True, False, True, False]


# --- who can be asked ----------------------------------------------------------------------------------
def test_region_before_size_before_years():
    near = make_helper("Nær Nabo", "Svendborg", years=1)
    alike = make_helper("Lige Stor", "Aalborg", years=1)
    far = make_helper("Langt Væk", "Læsø", years=5)
    found = [fit.person for fit in candidates(make_newcomer(at="Odense"))]
    assert found == [alike, far]  # and the nearest has been asked already
    assert BuddyAsk.objects.get().person == near


def test_with_the_new_region_the_former_neighbours_fit_as_neighbours(monkeypatch):
    make_helper("Første Spurgte", "Roskilde", years=3)
    onboarding = make_newcomer(at="Faxe")
    helper = make_helper("Ny I Regionen", "København", years=3)

    def same_region(moment) -> bool:
        monkeypatch.setattr(timezone, "now", lambda: moment)
        (fit,) = candidates(onboarding)
        assert fit.person == helper
        return fit.candidate.same_region

    assert not same_region(datetime(2026, 12, 31, 22, 59, tzinfo=UTC))
    assert same_region(datetime(2026, 12, 31, 23, 0, tzinfo=UTC))


def test_who_is_not_asked():
    make_member("Har Ikke Tilbudt")
    make_former("Bodil Friis").offers = [Offer.BUDDY]
    resting = make_helper("På Orlov")
    Absence.objects.create(person=resting, starts_on=timezone.localdate())
    full = make_helper("Fuldt Optaget")
    full.buddy_capacity = 0
    full.save()
    new = make_newcomer("Selv Ny", "Faxe").person
    new.offers = [Offer.BUDDY]
    new.save()
    onboarding = make_newcomer()
    assert candidates(onboarding) == []
    assert not BuddyAsk.objects.filter(onboarding=onboarding).exists()


def test_whoever_helps_as_many_as_they_can_is_not_asked_until_one_has_finished():
    helper = make_helper()
    first = make_newcomer()
    flows.accept(ask=asked(first), by=helper)
    second = make_newcomer("Nyere Nielsen", "Faxe")
    assert candidates(second) == []
    Onboarding.objects.filter(pk=first.pk).update(finished_at=timezone.now())
    assert [fit.person for fit in candidates(second)] == [helper]


def test_the_list_takes_the_same_queries_for_one_and_for_many(django_assert_num_queries):
    onboarding = make_newcomer()
    make_helper()
    with django_assert_num_queries(7):
        assert len(candidates(onboarding)) == 1
    for number in range(4):
        make_helper(f"Hjælper {number}", "Faxe")
    with django_assert_num_queries(7):
        assert len(candidates(onboarding)) == 5


# --- asked, yes, no ------------------------------------------------------------------------------------
def test_nobody_is_a_buddy_before_they_have_said_yes():
    helper = make_helper()
    onboarding = make_newcomer()
    assert onboarding.buddy is None and told(helper) == ["buddy-asked"]
    letter = OutgoingMail.objects.get(recipient=helper)
    assert "Ny Nielsen" not in str(letter.context), "a letter names nobody"


def test_with_a_yes_both_are_introduced_to_each_other():
    helper = make_helper()
    onboarding = make_newcomer()
    ask = asked(onboarding)
    flows.accept(ask=ask, by=helper)
    flows.accept(ask=ask, by=helper)  # the double click
    onboarding.refresh_from_db()
    assert onboarding.buddy == helper
    assert told(onboarding.person) == ["buddy-found"]
    assert told(helper) == ["buddy-asked", "buddy-found"]


def test_after_a_no_the_next_is_asked_and_the_newcomer_hears_nothing():
    first, second = make_helper("Første", "Nyborg"), make_helper("Anden", "Faxe")
    onboarding = make_newcomer()
    flows.decline(ask=asked(onboarding), by=first)
    assert asked(onboarding).person == second
    assert told(onboarding.person) == []
    with pytest.raises(Refused) as refused:
        flows.accept(ask=BuddyAsk.objects.get(person=first), by=first)
    assert refused.value.codes == ["answered"]


def test_with_nobody_left_the_secretariat_is_told_and_can_ask_anybody():
    karen = make_secretariat()
    helper, other = make_helper(), make_member("Uden Tilbud", "Faxe")
    onboarding = make_newcomer()
    flows.decline(ask=asked(onboarding), by=helper)
    assert told(karen) == ["buddy-missing"]
    flows.ask_buddy(onboarding=onboarding, person=other, by=karen)
    flows.accept(ask=asked(onboarding), by=other)
    onboarding.refresh_from_db()
    assert onboarding.buddy == other


def test_nobody_is_asked_twice_and_no_stranger_answers():
    helper, other = make_helper(), make_member("En Anden", "Faxe")
    onboarding = make_newcomer()
    ask = asked(onboarding)
    for deed in (flows.accept, flows.decline):
        with pytest.raises(Refused) as refused:
            deed(ask=ask, by=other)
        assert refused.value.codes == ["not_asked"]
    with pytest.raises(Refused) as refused:
        flows.ask_buddy(onboarding=onboarding, person=helper, by=None)
    assert refused.value.codes == ["asked_already"]
    with pytest.raises(Refused) as refused:
        flows.ask_buddy(onboarding=onboarding, person=onboarding.person, by=None)
    assert refused.value.codes == ["oneself"]


def test_the_database_lets_only_one_think_about_it_at_a_time():
    make_helper()
    onboarding = make_newcomer()
    with pytest.raises(IntegrityError), transaction.atomic():
        BuddyAsk.objects.create(onboarding=onboarding, person=make_member("Samtidig", "Faxe"))


def test_a_yes_to_more_than_one_has_room_for_is_refused():
    helper = make_helper()
    first, second = make_newcomer(), make_newcomer("Nyere Nielsen", "Faxe")
    flows.accept(ask=asked(first), by=helper)
    flows.ask_buddy(onboarding=second, person=helper, by=None)
    with pytest.raises(Refused) as refused:
        flows.accept(ask=asked(second), by=helper)
    assert refused.value.codes == ["no_room"]
    flows.help_so_many(capacity=2, by=helper)
    flows.accept(ask=asked(second), by=helper)
    second.refresh_from_db()
    assert second.buddy == helper


def test_whoever_does_not_answer_within_five_working_days_is_asked_no_more():
    make_helper("Tavs Thomsen", "Nyborg")
    second = make_helper("Anden", "Faxe")
    onboarding = make_newcomer()
    assert flows.pass_on_the_unanswered(by=None) == 0
    BuddyAsk.objects.update(asked_at=timezone.now() - timedelta(days=20))
    assert flows.pass_on_the_unanswered(by=None) == 1
    assert asked(onboarding).person == second
    assert BuddyAsk.objects.get(said=Said.NOTHING).person.name == "Tavs Thomsen"
    assert flows.pass_on_the_unanswered(by=None) == 0


# --- leaving -------------------------------------------------------------------------------------------
def test_when_the_buddy_leaves_the_newcomer_is_told_and_the_next_is_asked():
    helper = make_helper()
    onboarding = make_newcomer()
    flows.accept(ask=asked(onboarding), by=helper)
    other = make_helper("Anden", "Faxe")
    membership.end_membership(person=helper, by=None)
    onboarding.refresh_from_db()
    assert onboarding.buddy is None and asked(onboarding).person == other
    assert told(onboarding.person) == ["buddy-found", "buddy-left"]


def test_when_the_newcomer_leaves_nobody_is_asked_any_more():
    helper = make_helper()
    onboarding = make_newcomer()
    membership.end_membership(person=onboarding.person, by=None)
    assert list(BuddyAsk.objects.values_list("person", "said")) == [(helper.pk, "withdrawn")]


def test_being_a_buddy_is_a_duty_that_is_handed_over_by_asking():
    helper, other = make_helper(), make_member("Tager Over", "Faxe")
    onboarding = make_newcomer()
    flows.accept(ask=asked(onboarding), by=helper)
    ((kind, _duty, held),) = held_by(helper)
    assert (kind, held.number) == ("buddy", onboarding.pk) and "Ny Nielsen" in held.words
    for _ in range(2):
        hand_over(kind=kind, person=helper, number=held.number, to=other, by=None)
    assert asked(onboarding).person == other
    assert held_by(helper) == []
    hand_over(kind=kind, person=helper, number=held.number, to=None, by=None)
    assert asked(onboarding).person == other, "somebody is thinking about it"


# --- the pages -----------------------------------------------------------------------------------------
def test_the_link_in_the_letter_only_shows_and_a_button_answers(client):
    helper = make_helper()
    onboarding = make_newcomer()
    ask = asked(onboarding)
    client.force_login(helper)
    page = client.get(reverse("onboarding:ask", args=[ask.pk]))
    assert "Ny Nielsen" in page.text
    ask.refresh_from_db()
    assert ask.said == ""
    for name in ("accept", "decline"):
        assert client.get(reverse(f"onboarding:{name}", args=[ask.pk])).status_code == 405
    answer = client.post(reverse("onboarding:accept", args=[ask.pk]), follow=True)
    assert answer.redirect_chain == [(reverse("onboarding:helping"), 302)]
    assert onboarding.person.email in answer.text
    met = reverse("onboarding:met", args=[onboarding.pk])
    assert client.post(met).status_code == 302
    assert StepDone.objects.get(step__deed=Deed.BUDDY_MET).onboarding == onboarding


def test_only_the_one_who_was_asked_sees_the_page(client):
    make_helper()
    onboarding = make_newcomer()
    ask = asked(onboarding)
    client.force_login(make_member("Nysgerrig Nørgaard", "Faxe"))
    assert client.get(reverse("onboarding:ask", args=[ask.pk])).status_code == 404
    assert client.post(reverse("onboarding:accept", args=[ask.pk])).status_code == 404
    assert client.post(reverse("onboarding:met", args=[onboarding.pk])).status_code == 404


def test_newcomer_and_buddy_see_each_others_contact_whatever_they_show_to_others(client):
    helper = make_helper(visibility={Field.PHONE: Audience.SECRETARIAT})
    onboarding = make_newcomer()
    newcomer = onboarding.person
    client.force_login(newcomer)
    assert "tel:+4512345678" not in client.get(reverse("onboarding:mine")).text
    flows.accept(ask=asked(onboarding), by=helper)
    assert "tel:+4512345678" in client.get(reverse("onboarding:mine")).text
    client.force_login(helper)
    assert newcomer.email in client.get(reverse("onboarding:helping")).text


def test_a_member_says_how_many_they_help_and_none_is_not_to_be_asked(client):
    member = make_member()
    client.force_login(member)
    page = reverse("onboarding:helping")
    client.post(page, {"capacity": "3"})
    member.refresh_from_db()
    assert (member.buddy_capacity, member.offers) == (3, ["buddy"])
    client.post(page, {"capacity": "0"})
    member.refresh_from_db()
    assert (member.buddy_capacity, member.offers) == (3, [])
    assert client.post(page, {"capacity": "12"}).status_code == 200
    member.refresh_from_db()
    assert member.offers == []


def test_the_trail_says_who_was_asked_and_what_they_said():
    helper = make_helper()
    onboarding = make_newcomer()
    flows.decline(ask=asked(onboarding), by=helper)
    found = Entry.objects.filter(action__startswith="onboarding.buddy").order_by("pk")
    assert list(found.values_list("action", flat=True)) == [
        "onboarding.buddy_asked",
        "onboarding.buddy_declined",
    ]
