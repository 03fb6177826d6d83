"""Suspension: heard first, decided by a person, gone the same minute, lifted. Leave and coming back."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from members.directory.queries import coverage
from members.membership.flows import absence, readmitting, suspending
from members.people.enums import Permission
from members.people.models import Absence, Suspension, User
from members.people.queries import holders, members
from members.people.rules import is_member, may
from portal.kit.addresses import ERASED
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.factories.people import (
    make_former,
    make_member,
    make_secretariat,
    municipality,
    show_second_factor,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
WEEK = TODAY + timedelta(days=7)


def fresh(user):
    return User.objects.get(pk=user.pk)


def codes(deed, **given) -> list[str]:
    with pytest.raises(Refused) as refused:
        deed(**given)
    return refused.value.codes


@pytest.fixture
def secretary():
    return make_secretariat(name="Karen Lund")


@pytest.fixture
def heard(secretary):
    """A member who is heard just now."""
    user = make_member("Sune Sus", "Odense")
    return suspending.propose(person=user, reason="Svarer ikke", due_on=WEEK, by=secretary)


def templates_to(user) -> list[str]:
    letters = OutgoingMail.objects.filter(recipient=user)
    return [name.rpartition("/")[2] for name in letters.values_list("template", flat=True)]


def test_nobody_is_shut_out_unheard(heard, secretary):
    assert codes(suspending.put_in_force, suspension=heard, by=secretary) == ["not_heard"]
    assert is_member(fresh(heard.person))
    assert templates_to(heard.person) == ["hearing"]


def test_an_answer_opens_the_decision(heard, secretary):
    suspending.answer(suspension=heard, statement="Jeg var syg", by=heard.person)
    assert Notice.objects.get(kind="hearing-answered").recipient == secretary
    suspending.put_in_force(suspension=heard, by=secretary)
    suspending.put_in_force(suspension=heard, by=secretary)  # once more does nothing
    assert not is_member(fresh(heard.person))
    assert heard.person not in members()
    assert sorted(templates_to(heard.person)) == ["hearing", "suspended"]
    assert codes(suspending.answer, suspension=heard, statement="x", by=heard.person) == ["decided"]


def test_a_day_that_has_gone_by_opens_it_too(heard, secretary):
    Suspension.objects.update(due_on=TODAY)
    assert codes(suspending.put_in_force, suspension=heard, by=secretary) == ["not_heard"]
    Suspension.objects.update(due_on=TODAY - timedelta(days=1))
    done = suspending.put_in_force(suspension=heard, by=secretary)
    assert done.heard_by == secretary


def test_lifting_lets_in_again(heard, secretary):
    suspending.answer(suspension=heard, statement="Jeg var syg", by=heard.person)
    suspending.put_in_force(suspension=heard, by=secretary)
    suspending.lift(suspension=heard, by=secretary)
    suspending.lift(suspension=heard, by=secretary)
    assert is_member(fresh(heard.person))
    assert templates_to(heard.person).count("lifted") == 1
    again = suspending.propose(person=heard.person, reason="Svarer ikke", due_on=WEEK, by=secretary)
    suspending.lift(suspension=again, by=secretary)  # a proposal that comes to nothing
    again.refresh_from_db()
    assert again.in_force_at is None
    assert codes(suspending.put_in_force, suspension=again, by=secretary) == ["decided"]


def test_who_may_not_be_heard_or_decide(heard, secretary):
    facts = {"reason": "x", "due_on": WEEK}
    assert codes(suspending.propose, person=secretary, **facts, by=secretary) == ["own_case"]
    assert codes(suspending.propose, person=heard.person, **facts, by=secretary) == ["already_open"]
    gone = make_former()
    assert codes(suspending.propose, person=gone, **facts, by=secretary) == ["not_a_member"]
    other = make_member("Bo", "Faxe")
    late = {"reason": "x", "due_on": TODAY}
    assert codes(suspending.propose, person=other, **late, by=secretary) == ["no_time_to_answer"]
    for deed in (suspending.put_in_force, suspending.lift):
        assert codes(deed, suspension=heard, by=heard.person) == ["own_case"]
    assert codes(suspending.answer, suspension=heard, statement="x", by=other) == ["not_yours"]
    with pytest.raises(ValidationError):
        suspending.propose(person=other, reason="CPR 010190-1234", due_on=WEEK, by=secretary)


def test_the_suspended_are_in_no_list_and_in_no_figure(heard, secretary):
    jurist = make_secretariat("hotline_jurist", "Jonas Jurist")
    before = coverage()
    for person in (heard.person, jurist):
        open_one = person.suspensions.first() or suspending.propose(
            person=person, reason="x", due_on=WEEK, by=secretary
        )
        suspending.answer(suspension=open_one, statement="x", by=person)
        suspending.put_in_force(suspension=open_one, by=secretary)
    assert jurist not in holders(Permission.MODERATE_FORUM)
    assert not may(fresh(jurist), Permission.ENTER_DESK)
    assert coverage().municipalities == before.municipalities - 1
    tomorrow = TODAY + timedelta(days=1)
    assert heard.person not in members(tomorrow)


def test_the_member_answers_and_the_secretariat_decides_by_their_pages(client, heard, secretary):
    user = heard.person
    client.force_login(user)
    page = client.get(reverse("membership:mine")).content.decode()
    assert "Sekretariatet overvejer at suspendere dit medlemskab" in page
    assert "Svarer ikke" in client.get(reverse("membership:answer")).content.decode()
    client.post(reverse("membership:answer"), {"statement": "Jeg var syg"})
    client.force_login(secretary)
    show_second_factor(client, secretary)
    page = client.get(reverse("people_desk:suspensions")).content.decode()
    assert "Jeg var syg" in page
    client.post(reverse("people_desk:put_in_force", args=[heard.pk]))
    client.force_login(fresh(user))
    page = client.get(reverse("membership:mine")).content.decode()
    assert "Dit medlemskab er suspenderet siden" in page
    assert client.get(reverse("home_member")).status_code == 403


# --- leave -------------------------------------------------------------------------------------------------
def test_on_leave_one_is_a_member_and_somebody_stands_in(client):
    user, deputy = make_member("Mette Holm", "Odense"), make_member("Bo To", "Faxe")
    client.force_login(user)
    facts = {"starts_on": TODAY.isoformat(), "ends_on": WEEK.isoformat(), "deputy": deputy.pk}
    client.post(reverse("membership:begin_leave"), facts)
    leave = Absence.objects.get()
    assert (leave.person, leave.deputy, leave.ends_on) == (user, deputy, WEEK)
    assert is_member(fresh(user))
    assert Notice.objects.get(recipient=deputy).title == "Du træder til for en kollega på orlov"
    page = client.get(reverse("membership:mine")).content.decode()
    assert "Bo To træder til" in page
    client.post(reverse("membership:end_leave", args=[leave.pk]), {"ends_on": TODAY.isoformat()})
    assert not Absence.objects.exists()


def test_a_leave_that_cannot_be_says_why():
    user, other = make_member("Mette Holm"), make_member("Bo To", "Faxe")
    given = {"person": user, "starts_on": TODAY, "by": user}
    assert codes(absence.begin, **given, ends_on=TODAY) == ["ends_before_it_begins"]
    assert codes(absence.begin, **given, deputy=user) == ["deputy"]
    assert codes(absence.begin, **given, deputy=make_former()) == ["deputy"]
    absence.begin(**given, ends_on=WEEK, deputy=other)
    assert codes(absence.begin, **given) == ["overlap"]


# --- coming back -------------------------------------------------------------------------------------------
def test_a_former_member_comes_back_on_the_old_account(client, secretary):
    user = make_former("Bodil Friis", "Vejle")
    client.force_login(secretary)
    show_second_factor(client, secretary)
    client.post(
        reverse("people_desk:readmit", args=[user.pk]),
        {"municipality": municipality("Faxe").pk, "role": "staff", "starts_on": TODAY.isoformat()},
    )
    user = fresh(user)
    assert is_member(user)
    assert user.home_municipality == municipality("Faxe")
    assert user.memberships.count() == 2
    assert templates_to(user) == ["readmitted"]
    assert user.onboarding is not None
    given = {"municipality": municipality("Faxe"), "role": "staff", "by": secretary}
    assert codes(readmitting.readmit, person=user, **given) == ["is_admitted"]


def test_an_erased_profile_does_not_come_back():
    user = make_former()
    user.email = f"person-{user.pk}{ERASED}"
    user.save()
    given = {"municipality": municipality("Faxe"), "role": "staff", "by": None}
    assert codes(readmitting.readmit, person=user, **given) == ["erased"]
