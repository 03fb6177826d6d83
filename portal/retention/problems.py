"""Why two accounts cannot be made one, a person not erased and a request not made or answered, as values."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.admission.enums import OPEN
from members.admission.models import Application
from members.people.enums import Permission
from members.people.models import Membership, User
from members.people.queries import in_force
from members.people.rules import may
from portal.kit.addresses import ERASED
from portal.kit.problems import Blocker

from .enums import ANSWERS, Kind, Outcome
from .models import DataRequest

#: A person has two things to ask for; more than this in a day is a machine or a misunderstanding.
MOST_A_DAY = 5
NOT_YOURS = Blocker("not_yours", _("Only those who manage members can do this."))
CLOSED = Blocker("closed", _("The request has been closed already."))
ERASED_ALREADY = Blocker("erased", _("The account has already been erased."))


def to_merge(kept: User, gone: User, user) -> list[Blocker]:
    """What keeps the one account from being made part of the other, before it is tried."""
    if kept.pk == gone.pk:
        return [Blocker("one_and_the_same", _("This is one and the same account."))]
    found = []
    if not may(user, Permission.MANAGE_MEMBERS):
        found.append(NOT_YOURS)
    if user.pk in (kept.pk, gone.pk):
        found.append(Blocker("own_account", _("Ask a colleague: one of them is your own account.")))
    if gone.grants.filter(in_force()).exists() and not may(user, Permission.MANAGE_ROLES):
        found.append(
            Blocker(
                "has_roles", _("The account that goes has roles, and you may not give roles away.")
            )
        )
    for account in (kept, gone):
        if account.email_key.endswith(ERASED):
            found.append(Blocker("erased", _("One of the accounts has been erased.")))
    return found


def to_erase(person: User, user) -> list[Blocker]:
    """What keeps a person from being erased now: whatever still runs has to end first."""
    found = []
    if not may(user, Permission.MANAGE_MEMBERS):
        found.append(NOT_YOURS)
    if user.pk == person.pk:
        found.append(Blocker("own_account", _("Ask a colleague: this is your own account.")))
    if Membership.objects.filter(person=person, ended_at__isnull=True).exists():
        found.append(Blocker("still_member", _("The membership has to end first.")))
    if Application.objects.filter(email_key=person.email_key, state__in=OPEN).exists():
        found.append(
            Blocker("open_application", _("There is an application that is not decided yet."))
        )
    if person.email_key.endswith(ERASED):
        found.append(ERASED_ALREADY)
    return found


# --- requests --------------------------------------------------------------------------------------------
def to_ask(person: User, kind: Kind, by) -> list[Blocker]:
    """Why a request cannot be made for a person, by themself or by the secretariat."""
    if by.pk != person.pk and not may(by, Permission.MANAGE_MEMBERS):
        return [NOT_YOURS]
    if person.email_key.endswith(ERASED):
        return [ERASED_ALREADY]
    if person.data_requests.filter(kind=kind, outcome="").exists():
        return [
            Blocker(
                "already_open",
                _("There is a request of this kind already. It has to be answered first."),
            )
        ]
    day_ago = timezone.now() - timedelta(days=1)
    if person.data_requests.filter(made_at__gt=day_ago).count() >= MOST_A_DAY:
        return [Blocker("too_often", _("That was many requests in one day. Try again tomorrow."))]
    return []


def to_have_received(day: date) -> list[Blocker]:
    """Why a request cannot have come in on a day."""
    if day > timezone.localdate():
        return [Blocker("in_the_future", _("Choose today or a day that has passed."))]
    if day < timezone.localdate() - timedelta(days=365):
        return [Blocker("too_long_ago", _("That is more than a year ago. Check the date."))]
    return []


def to_withdraw(request: DataRequest, by) -> list[Blocker]:
    """Why a request cannot be withdrawn."""
    if by.pk != request.person_id:
        return [Blocker("not_yours", _("Only the one who asked can withdraw it."))]
    return [] if request.is_open else [CLOSED]


def to_treat(request: DataRequest, by) -> list[Blocker]:
    """Why somebody cannot answer a request at all."""
    if not may(by, Permission.MANAGE_MEMBERS):
        return [NOT_YOURS]
    if by.pk == request.person_id:
        return [Blocker("own_case", _("This is your own request. A colleague answers it."))]
    return [] if request.is_open else [CLOSED]


def to_answer(request: DataRequest, outcome: str, answer: str, by) -> list[Blocker]:
    """Why a request cannot be answered like this."""
    found = to_treat(request, by)
    if found:
        return found
    if outcome not in ANSWERS:
        found.append(Blocker("no_outcome", _("Choose what came of it.")))
    elif request.kind == Kind.DELETION and outcome == Outcome.DONE:
        found.append(
            Blocker("erase_instead", _("It is done by erasing the person: see the link above."))
        )
    if not answer.strip():
        found.append(Blocker("no_answer", _("Write the answer.")))
    return found
