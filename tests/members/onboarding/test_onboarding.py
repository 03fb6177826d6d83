"""A new member's first months: steps, ticks and the buddy."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from members.directory.flows import change_profile
from members.onboarding import flows
from members.onboarding.enums import BY_WORD, Deed
from members.onboarding.models import BuddyAsk, Onboarding, Step, StepDone, Track
from members.onboarding.queries import progress_for
from members.people.enums import Offer
from members.people.flows import membership
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
MINE = "onboarding:mine"


@pytest.fixture
def newcomer():
    buddy = make_member("Hjælpsom Hansen", "Vejle", offers=[Offer.BUDDY], phone="12 34 56 78")
    user = make_member("Ny Nielsen")
    flows.start_onboarding(person=user, by=None)
    flows.accept(ask=BuddyAsk.objects.get(person=buddy), by=buddy)
    user.refresh_from_db()
    return user


def by_hand():
    return Step.objects.get(deed=Deed.BUDDY_MET)


def usual():
    return Track.objects.get(is_default=True)


def fill(person, **changes):
    values = {"name": person.name, "title": "", "phone": "", "about": "", "expertise": []}
    change_profile(person=person, offers=[], by=person, **{**values, **changes})


def test_starting_twice_is_one_onboarding(newcomer):
    flows.start_onboarding(person=newcomer, by=None)
    assert Onboarding.objects.filter(person=newcomer).count() == 1


def test_a_deed_ticks_its_step_once(newcomer):
    assert flows.tick(person=newcomer, deed=Deed.QUESTION_ASKED, by=newcomer) == 1
    assert flows.tick(person=newcomer, deed=Deed.QUESTION_ASKED, by=newcomer) == 0
    assert progress_for(newcomer).done == 1


def test_a_tick_remembers_what_the_deed_was_done_with(newcomer):
    flows.tick(person=newcomer, deed=Deed.MATERIAL_READ, about="version:12", by=newcomer)
    flows.tick(person=newcomer, deed=Deed.MATERIAL_READ, about="version:13", by=newcomer)
    assert StepDone.objects.get(step__deed=Deed.MATERIAL_READ).about == "version:12"
    flows.tick(person=newcomer, deed=Deed.QUESTION_ASKED, by=newcomer)
    assert StepDone.objects.get(step__deed=Deed.QUESTION_ASKED).about == ""


@pytest.mark.parametrize("deed", sorted(BY_WORD))
def test_what_no_room_notices_yet_is_ticked_by_the_members_word(client, newcomer, deed):
    step = Step.objects.create(
        track=usual(), order=90, title="Et trin", deed=deed, target="/moeder/"
    )
    client.force_login(newcomer)
    tick = reverse("onboarding:tick", args=[step.pk])
    assert f'action="{tick}"' in client.get(reverse("onboarding:mine")).text
    assert client.post(tick).status_code == 302
    assert StepDone.objects.filter(step=step).count() == 1
    flows.tick(person=newcomer, deed=deed, by=newcomer)  # and by its room, once it can
    assert StepDone.objects.filter(step=step).count() == 1


def test_a_deed_of_someone_without_onboarding_is_no_matter():
    user = make_member()
    assert flows.tick(person=user, deed=Deed.QUESTION_ASKED, by=user) == 0
    assert progress_for(user) is None


@pytest.mark.parametrize(
    ("given", "ticked"),
    [
        ({"phone": "12 34 56 78", "about": "Jurist."}, 1),
        ({"phone": "12 34 56 78"}, 0),
        ({"about": "Jurist."}, 0),
        ({}, 0),
    ],
)
def test_the_profile_step_wants_phone_and_words(newcomer, given, ticked):
    fill(newcomer, **given)
    assert StepDone.objects.filter(step__deed=Deed.PROFILE_FILLED).count() == ticked


def test_only_a_step_that_waits_for_ones_word_is_ticked_by_hand(newcomer, client):
    client.force_login(newcomer)
    noticed = Step.objects.get(deed=Deed.QUESTION_ASKED)
    assert flows.tick_by_hand(step=noticed, by=newcomer) == 0
    assert client.post(reverse("onboarding:tick", args=[noticed.pk])).status_code == 404
    assert client.post(reverse("onboarding:tick", args=[by_hand().pk])).status_code == 302
    assert client.get(reverse("onboarding:tick", args=[by_hand().pk])).status_code == 405
    assert progress_for(newcomer).done == 1


def test_a_step_out_of_use_stays_only_where_it_was_done(newcomer):
    step = by_hand()
    flows.tick_by_hand(step=step, by=newcomer)
    other = make_member("Anden Andersen", "Faxe")
    flows.start_onboarding(person=other, by=None)
    step.is_active = False
    flows.keep_step(step=step, by=None)
    assert step in [item.step for item in progress_for(newcomer).items]
    assert step not in [item.step for item in progress_for(other).items]


def test_the_page_shows_steps_and_the_buddys_phone(newcomer, client):
    client.force_login(newcomer)
    text = client.get(reverse(MINE)).content.decode()
    assert "Hjælpsom Hansen" in text and "tel:+4512345678" in text
    assert all(step.title in text for step in Step.objects.all())


def test_the_progress_takes_the_same_queries_however_much_is_done(
    newcomer, django_assert_num_queries
):
    progress_for(newcomer)  # reads the standing
    with django_assert_num_queries(3):
        progress_for(newcomer)
    for deed in Deed:
        flows.tick(person=newcomer, deed=deed, by=newcomer)
    with django_assert_num_queries(3):
        assert progress_for(newcomer).is_complete


def test_doors(newcomer, client):
    assert client.get(reverse(MINE)).status_code == 302
    client.force_login(make_member("Gammel Gert", "Faxe"))
    assert client.get(reverse(MINE)).status_code == 200
    assert client.post(reverse("onboarding:tick", args=[by_hand().pk])).status_code == 404
    membership.end_membership(person=newcomer, by=None)
    client.force_login(newcomer)
    assert client.get(reverse(MINE)).status_code == 403
    assert progress_for(newcomer) is None


def test_a_step_holds_no_cpr_number():
    step = by_hand()
    step.text = "Ring til 010190-1234"
    with pytest.raises(ValidationError):
        flows.keep_step(step=step, by=None)


def test_only_those_who_manage_members_keep_the_steps(client, personas):
    index, add = reverse("onboarding_steps:index"), reverse("onboarding_steps:add")
    client.force_login(personas.administrator)
    assert client.get(index).status_code == 200
    answer = client.post(
        add,
        {
            "track": usual().pk,
            "order": 20,
            "title": "Ring til en kollega",
            "text": "",
            "deed": "by_hand",
            "target": "",
            "is_active": "on",
        },
    )
    assert answer.status_code == 302
    step = Step.objects.get(title="Ring til en kollega")
    assert client.post(reverse("onboarding_steps:delete", args=[step.pk])).status_code != 200
    assert Step.objects.filter(pk=step.pk).exists()
    client.force_login(personas.editor)
    assert client.get(index).status_code in (302, 403)
    client.force_login(personas.member)
    assert client.get(index).status_code == 403
