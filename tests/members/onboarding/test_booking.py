"""The introductory meeting: laid out, booked once, given back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.onboarding import flows
from members.onboarding.enums import Deed
from members.onboarding.models import IntroSlot, StepDone
from members.onboarding.queries import slots_for
from members.people.flows import membership
from portal.kit.dates import add_working_days
from portal.kit.problems import Refused
from portal.notices.models import Notice
from tests.factories.onboarding import make_newcomer, make_slot
from tests.factories.people import make_member, make_secretariat

pytestmark = pytest.mark.django_db
SLOTS = reverse("onboarding_desk:slots")


@pytest.fixture
def karen():
    return make_secretariat()


def booked_step(onboarding):
    return StepDone.objects.filter(onboarding=onboarding, step__deed=Deed.INTRO_MEETING_BOOKED)


def test_the_first_has_it_and_the_step_is_ticked(karen):
    first, second = make_newcomer(), make_newcomer("Nyere", "Faxe")
    slot = make_slot(karen)
    flows.book(slot=slot, by=first.person)
    flows.book(slot=slot, by=first.person)  # the double click
    with pytest.raises(Refused) as refused:
        flows.book(slot=slot, by=second.person)
    assert refused.value.codes == ["taken"]
    assert booked_step(first).get().about == f"slot:{slot.pk}"
    assert not booked_step(second).exists()
    assert Notice.objects.filter(recipient=karen, kind="slot-booked").count() == 1


def test_one_has_one_time_and_none_that_has_passed(karen):
    newcomer = make_newcomer().person
    flows.book(slot=make_slot(karen), by=newcomer)
    for slot, code in (
        (make_slot(karen, hours=48), "one_already"),
        (make_slot(karen, hours=-1), "past"),
    ):
        with pytest.raises(Refused) as refused:
            flows.book(slot=slot, by=newcomer)
        assert refused.value.codes == [code]
    with pytest.raises(Refused) as refused:
        flows.book(slot=make_slot(karen, hours=50), by=make_member("Erfaren", "Faxe"))
    assert refused.value.codes == ["no_newcomer"]


def test_a_time_given_back_is_free_and_its_step_open_again(karen):
    onboarding = make_newcomer()
    slot = make_slot(karen)
    flows.book(slot=slot, by=onboarding.person)
    assert flows.give_back(slot=slot, by=onboarding.person)
    assert not flows.give_back(slot=slot, by=onboarding.person)
    slot.refresh_from_db()
    assert slot.taken_by is None and not booked_step(onboarding).exists()
    flows.book(slot=slot, by=make_newcomer("Nyere", "Faxe").person)


def test_whoever_leaves_gives_their_time_back(karen):
    newcomer = make_newcomer().person
    slot = make_slot(karen)
    flows.book(slot=slot, by=newcomer)
    membership.end_membership(person=newcomer, by=None)
    slot.refresh_from_db()
    assert slot.taken_by is None


def test_a_newcomer_sees_what_is_free_and_their_own(karen):
    first, second = make_newcomer().person, make_newcomer("Nyere", "Faxe").person
    own, free = make_slot(karen), make_slot(karen, hours=30)
    make_slot(karen, hours=-30)
    flows.book(slot=own, by=first)
    assert list(slots_for(first)) == [own, free]
    assert list(slots_for(second)) == [free]
    assert list(slots_for(make_member("Erfaren", "Vejle"))) == []


def test_the_page_books_and_gives_back_and_says_when_somebody_was_quicker(client, karen):
    newcomer = make_newcomer().person
    slot = make_slot(karen)
    client.force_login(newcomer)
    book = reverse("onboarding:book", args=[slot.pk])
    assert book in client.get(reverse("onboarding:mine")).text
    client.post(book)
    page = client.get(reverse("onboarding:mine")).text
    assert reverse("onboarding:give_back", args=[slot.pk]) in page and karen.name in page
    client.post(reverse("onboarding:give_back", args=[slot.pk]))
    IntroSlot.objects.update(taken_by=make_newcomer("Hurtig", "Faxe").person)
    answer = client.post(book, follow=True)
    assert "ikke ledig" in answer.text


def test_the_desk_lays_out_half_hours_and_takes_back_what_is_free(client, karen):
    client.force_login(karen)
    day = add_working_days(timezone.localdate(), 2)
    sent = {"day": day.isoformat(), "clock": "09:30", "count": "3", "place": "Telefon"}
    for _ in range(2):  # the same again opens none
        assert client.post(SLOTS, sent).status_code == 302
    times = [timezone.localtime(slot.starts_at) for slot in IntroSlot.objects.all()]
    assert [f"{each:%H.%M}" for each in times] == ["09.30", "10.00", "10.30"]
    first, second, _third = IntroSlot.objects.all()
    flows.book(slot=first, by=make_newcomer().person)
    for slot in (first, second):
        client.post(reverse("onboarding_desk:take_away", args=[slot.pk]))
    assert IntroSlot.objects.filter(pk=first.pk).exists()
    assert not IntroSlot.objects.filter(pk=second.pk).exists()
    passed = {**sent, "day": (timezone.localdate() - timedelta(days=1)).isoformat()}
    assert client.post(SLOTS, passed).status_code == 200
