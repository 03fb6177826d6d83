"""Shutting a member out for a time: proposed, heard, put in force by a person's click, lifted."""

from datetime import date

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from members.people.models import Suspension, User
from members.people.rules import forget_standing
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.live.streams import close_all
from portal.ui.validators import refuse_cpr

from .. import notices
from ..problems import to_answer, to_lift, to_put_in_force, to_suspend


@transaction.atomic
def propose(*, person: User, reason: str, due_on: date, by) -> Suspension:
    """Ask the member what they have to say to it, by a day; nothing is closed yet. Raises `Refused`, and
    ValidationError for a CPR number in the reason."""
    User.objects.select_for_update().get(pk=person.pk)
    stop_if(to_suspend(person, due_on, by))
    refuse_cpr(reason)
    suspension = Suspension.objects.create(
        person=person, reason=reason, due_on=due_on, proposed_by=by
    )
    trail.record("membership.suspension_proposed", on=suspension, by=by, about=person)
    notices.hearing(suspension, by=by)
    return suspension


@transaction.atomic
def answer(*, suspension: Suspension, statement: str, by) -> Suspension:
    """The member's own words, which may be put anew until it is decided. Raises `Refused`."""
    suspension = _held(suspension)
    stop_if(to_answer(suspension, by))
    refuse_cpr(statement)
    suspension.statement, suspension.heard_at, suspension.heard_by = statement, timezone.now(), None
    suspension.save(update_fields=["statement", "heard_at", "heard_by"])
    trail.record("membership.suspension_answered", on=suspension, by=by, about=by)
    notices.hearing_answered(by=by)
    return suspension


@transaction.atomic
def put_in_force(*, suspension: Suspension, by) -> Suspension:
    """Close the network to the member, the same minute: rooms, sessions and sockets. Clicked twice it is
    done once. Raises `Refused`, as long as the member can still be heard."""
    suspension = _held(suspension)
    if suspension.in_force_at is not None and suspension.lifted_at is None:
        return suspension
    stop_if(to_put_in_force(suspension, by))
    now, person = timezone.now(), suspension.person
    if suspension.heard_at is None:
        # The day to answer by has passed: the member has had the chance.
        suspension.heard_at, suspension.heard_by = now, by
    suspension.in_force_at, suspension.in_force_by = now, by
    suspension.save(update_fields=["heard_at", "heard_by", "in_force_at", "in_force_by"])
    trail.record("membership.suspended", on=suspension, by=by, about=person)
    forget_standing(person)
    for session in UserSession.objects.filter(user=person):
        session.end()
    notices.suspended(suspension, by=by)
    close_all(person.pk)
    return suspension


@transaction.atomic
def lift(*, suspension: Suspension, by) -> Suspension:
    """The member is let in again, or a proposal comes to nothing. Safe to repeat. Raises `Refused`."""
    suspension = _held(suspension)
    if suspension.lifted_at is not None:
        return suspension
    stop_if(to_lift(suspension, by))
    suspension.lifted_at, suspension.lifted_by = timezone.now(), by
    suspension.save(update_fields=["lifted_at", "lifted_by"])
    trail.record("membership.suspension_lifted", on=suspension, by=by, about=suspension.person)
    forget_standing(suspension.person)
    notices.lifted(suspension, by=by)
    return suspension


def _held(suspension: Suspension) -> Suspension:
    """It as it is stored now, and nobody else's until this is done."""
    held = Suspension.objects.select_for_update().get(pk=suspension.pk)
    held.person = suspension.person
    return held
