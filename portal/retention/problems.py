"""Why two accounts cannot be made one and a person not erased, as values."""

from django.utils.translation import gettext_lazy as _

from members.admission.enums import OPEN
from members.admission.models import Application
from members.people.enums import Permission
from members.people.models import Membership, User
from members.people.queries import in_force
from members.people.rules import may
from portal.kit.addresses import ERASED
from portal.kit.problems import Blocker


def to_merge(kept: User, gone: User, user) -> list[Blocker]:
    """What keeps the one account from being made part of the other, before it is tried."""
    if kept.pk == gone.pk:
        return [Blocker("one_and_the_same", _("This is one and the same account."))]
    found = []
    if not may(user, Permission.MANAGE_MEMBERS):
        found.append(Blocker("not_yours", _("Only those who manage members can do this.")))
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
        found.append(Blocker("not_yours", _("Only those who manage members can do this.")))
    if user.pk == person.pk:
        found.append(Blocker("own_account", _("Ask a colleague: this is your own account.")))
    if Membership.objects.filter(person=person, ended_at__isnull=True).exists():
        found.append(Blocker("still_member", _("The membership has to end first.")))
    if Application.objects.filter(email_key=person.email_key, state__in=OPEN).exists():
        found.append(
            Blocker("open_application", _("There is an application that is not decided yet."))
        )
    if person.email_key.endswith(ERASED):
        found.append(Blocker("erased", _("The account has already been erased.")))
    return found
