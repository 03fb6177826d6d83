"""Why something cannot be done to a membership, as values."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.people.models import Absence, Suspension, User
from members.people.queries import members
from members.people.rules import is_admitted
from portal.kit.addresses import ERASED
from portal.kit.problems import Blocker
from portal.kit.spans import NoOverlap

#: The database keeps it, too.
ONE_AT_A_TIME = next(each for each in Absence._meta.constraints if isinstance(each, NoOverlap))

NOT_A_MEMBER = Blocker("not_a_member", _("The person is not a member."))


def to_leave(person: User, day: date) -> list[Blocker]:
    """Why somebody cannot leave on a day."""
    if not is_admitted(person):
        return [NOT_A_MEMBER]
    if day < timezone.localdate():
        return [Blocker("in_the_past", _("Choose today or a day to come."))]
    return []


def to_correct(person: User) -> list[Blocker]:
    """Why a profile cannot be corrected: there is none any more."""
    if person.email_key.endswith(ERASED):
        return [Blocker("erased", _("The account has already been erased."))]
    return []


def to_take_over(person: User, to: User | None) -> list[Blocker]:
    """Why a duty cannot go from one to another."""
    if to is None:
        return []
    if to.pk == person.pk:
        return [Blocker("same_person", _("The person has the duty already."))]
    if not members().filter(pk=to.pk).exists():
        return [Blocker("not_a_member", _("Only a member can take it over."))]
    return []


# --- suspension ------------------------------------------------------------------------------------------
OWN_CASE = Blocker("own_case", _("Nobody decides in their own case."))
DECIDED = Blocker("decided", _("It has been decided already."))


def to_suspend(person: User, due_on: date, by) -> list[Blocker]:
    """Why a member cannot be heard about a suspension."""
    if by.pk == person.pk:
        return [OWN_CASE]
    if not is_admitted(person):
        return [NOT_A_MEMBER]
    if person.suspensions.filter(lifted_at__isnull=True).exists():
        return [Blocker("already_open", _("There is a suspension already: see below."))]
    if due_on <= timezone.localdate():
        return [Blocker("no_time_to_answer", _("Give the member at least until tomorrow."))]
    return []


def to_answer(suspension: Suspension, by) -> list[Blocker]:
    """Why somebody cannot say what they have against it."""
    if suspension.person_id != by.pk:
        return [Blocker("not_yours", _("Only the member concerned answers."))]
    if suspension.in_force_at is not None or suspension.lifted_at is not None:
        return [DECIDED]
    return []


def may_still_answer(suspension: Suspension) -> bool:
    """Whether the member has neither answered nor let the day go by."""
    last_day = suspension.due_on
    return suspension.heard_at is None and (last_day is None or last_day >= timezone.localdate())


def waits_for_decision(suspension: Suspension) -> bool:
    """Whether it is the secretariat's turn: the member has answered, or let the day go by."""
    return (
        suspension.in_force_at is None
        and suspension.lifted_at is None
        and not may_still_answer(suspension)
    )


def to_put_in_force(suspension: Suspension, by) -> list[Blocker]:
    """Why it cannot be put in force."""
    if by.pk == suspension.person_id:
        return [OWN_CASE]
    if suspension.lifted_at is not None:
        return [DECIDED]
    if may_still_answer(suspension):
        return [
            Blocker(
                "not_heard",
                _("The member has not answered yet, and the day to answer by has not passed."),
            )
        ]
    return []


def to_lift(suspension: Suspension, by) -> list[Blocker]:
    """Why it cannot be lifted."""
    return [OWN_CASE] if by.pk == suspension.person_id else []


# --- leave and coming back -------------------------------------------------------------------------------
def to_be_away(absence: Absence) -> list[Blocker]:
    """Why a leave that is not stored yet cannot begin."""
    found = [] if is_admitted(absence.person) else [NOT_A_MEMBER]
    if absence.ends_on is not None and absence.ends_on <= absence.starts_on:
        found.append(
            Blocker(
                "ends_before_it_begins", _("The first day back comes after the first day away.")
            )
        )
    elif ONE_AT_A_TIME.overlapping(absence, Absence.objects.all()).exists():
        found.append(Blocker("overlap", _("There is another leave in that time.")))
    if absence.deputy is not None:
        found += [
            Blocker("deputy", blocker.message)
            for blocker in to_take_over(absence.person, absence.deputy)
        ]
    return found


def to_come_back(absence: Absence, day: date) -> list[Blocker]:
    """Why a day cannot be the first one back."""
    if absence.ends_on is not None and absence.ends_on <= timezone.localdate():
        return [Blocker("already_over", _("The leave is over."))]
    if absence.ends_on is not None and day > absence.ends_on:
        return [Blocker("longer", _("A longer leave is written as a new one."))]
    return []


def to_readmit(person: User) -> list[Blocker]:
    """Why somebody cannot be taken in again without an application."""
    if is_admitted(person):
        return [Blocker("is_admitted", _("The person is a member already."))]
    if not person.memberships.exists():
        return [Blocker("never_admitted", _("The person has not been a member. Let them apply."))]
    if person.email_key.endswith(ERASED):
        return [Blocker("erased", _("The profile has been erased. Let the person apply again."))]
    return []
