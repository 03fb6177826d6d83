"""A vetter who leaves hands the cases over: to one who may decide them and has nothing to do with them."""

import pytest
from django.urls import reverse

from members.admission.enums import State
from members.membership.flows import handing_over, leaving
from members.membership.models import HandOver
from members.people import duties
from members.people.enums import Role
from members.vetting.flows import deciding, taking
from portal.kit.problems import Refused
from portal.notices.models import Notice
from tests.factories.admission import make_application
from tests.factories.people import make_member, make_secretariat
from tests.factories.vetting import make_rejected

pytestmark = pytest.mark.django_db


@pytest.fixture
def other():
    return make_secretariat(name="Bo Berg")


@pytest.fixture
def case(vetter):
    return taking.take(application=make_application(at="Odense"), by=vetter)


def held(person):
    return [(kind, duty.number, duty.url) for kind, _duty, duty in duties.held_by(person)]


def test_open_cases_are_duties_and_closed_ones_are_not(vetter, case):
    deciding.approve(application=make_application("Bo Bæk", "Faxe"), by=vetter)
    make_rejected(make_application("Eva Friis", "Vejle"), vetter)
    assert held(vetter) == [("vetter", case.pk, reverse("admission_desk:case", args=[case.pk]))]
    (words,) = [duty.words for _kind, _duty, duty in duties.held_by(vetter)]
    assert words == f"Sag {case.pk}: ansøgning fra Odense"


def test_a_vetter_who_leaves_is_followed_by_another_one(vetter, other, case):
    leaving.leave(person=vetter, by=vetter)
    noted = HandOver.objects.get(person=vetter, kind="vetter")
    case.refresh_from_db()
    assert (noted.number, case.vetter) == (case.pk, vetter), "until somebody has it"
    for _click in range(2):
        handing_over.settle(hand_over=noted, to=other, by=other)
    case.refresh_from_db()
    assert (case.vetter, case.state) == (other, State.IN_VETTING)
    assert held(other) == [("vetter", case.pk, noted.url)]
    assert "vetting.passed_on" in desk_story(case)


def desk_story(case):
    from members.admission.queries import story_of

    return [entry.action for entry, _who in story_of(case)]


def test_before_a_leave_one_case_is_handed_over_and_the_other_is_told(vetter, other, case):
    handing_over.hand_over(person=vetter, kind="vetter", number=case.pk, to=other, by=vetter)
    case.refresh_from_db()
    assert case.vetter == other
    assert Notice.objects.filter(recipient=other).exists()


def test_nobody_can_have_it_and_then_anybody_takes_it(vetter, other, case):
    handing_over.hand_over(person=vetter, kind="vetter", number=case.pk, to=None, by=vetter)
    case.refresh_from_db()
    assert (case.vetter, case.state) == (None, State.IN_VETTING)
    assert taking.take(application=case, by=other).vetter == other


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (lambda: make_member("Mette Medlem", "Faxe"), "no_vetter"),
        (lambda: make_secretariat(Role.SECRETARIAT_EDITOR, "Eva Editor"), "no_vetter"),
        (lambda: in_odense(), "own_municipality"),
    ],
)
def test_it_goes_to_nobody_who_may_not_decide_it(vetter, case, who, code):
    with pytest.raises(Refused) as refused:
        handing_over.hand_over(person=vetter, kind="vetter", number=case.pk, to=who(), by=vetter)
    assert refused.value.codes == [code]
    case.refresh_from_db()
    assert case.vetter == vetter and not HandOver.objects.exists()


def in_odense():
    from members.people.flows import membership
    from tests.factories.people import municipality

    person = make_secretariat(name="Ole Odense")
    membership.give_post(person=person, municipality=municipality("Odense"), by=None)
    return person


def test_what_has_been_taken_over_meanwhile_stays_where_it_is(vetter, other, case):
    leaving.leave(person=vetter, by=vetter)
    noted = HandOver.objects.get(person=vetter, kind="vetter")
    third = make_secretariat(name="Tove Tredje")
    taking.take(application=case, over=True, by=third)
    handing_over.settle(hand_over=noted, to=other, by=other)
    case.refresh_from_db()
    assert case.vetter == third
