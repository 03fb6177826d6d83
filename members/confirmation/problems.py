"""Why somebody's data cannot be confirmed, as values."""

from django.utils.translation import gettext_lazy as _

from members.people.enums import Permission
from members.people.models import User
from members.people.rules import is_admitted, may
from portal.kit.problems import Blocker

NOT_ADMITTED = Blocker("not_admitted", _("Only whoever belongs to the network confirms."))
NOT_YOURS = Blocker("not_yours", _("Everyone confirms their own data."))


def to_confirm(person: User, by) -> list[Blocker]:
    """Why `by` cannot confirm somebody's data: one's own, or as the secretariat that has talked to them.
    A suspended member can; that is how they come back."""
    if by.pk != person.pk and not may(by, Permission.MANAGE_MEMBERS):
        return [NOT_YOURS]
    return [] if is_admitted(person) else [NOT_ADMITTED]
