"""Who can see a person, field by field, in numbers: counted by the same rule as the pages."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from members.people.enums import PERMISSIONS, SECRETARIAT, Audience, Field, Permission, Role
from members.people.models import RoleGrant, User
from members.people.queries import in_force, members
from members.people.rules import is_member


@dataclass(frozen=True)
class Seen:
    """One thing about a person, who sees it by whose choice, and how many that is besides themself."""

    what: str
    audience: str
    count: int


def who_sees(person: User) -> list[Seen]:
    """Everything that has an audience: the person as such first, then the fields of the profile."""
    everyone = set(members().values_list("pk", flat=True))
    desk = _holding(SECRETARIAT) & everyone
    managing = _holding(
        {role for role, may_do in PERMISSIONS.items() if Permission.MANAGE_MEMBERS in may_do}
    )
    managing &= everyone
    found = []
    for what, field in ((_("Name, posts and roles"), None), *((f.label, f) for f in Field)):
        if not is_member(person):
            who, audience = managing, _("those who manage members")
        elif field is None or person.shown_to(field) == Audience.MEMBERS:
            who, audience = everyone, str(Audience.MEMBERS.label)
        else:
            who, audience = desk, str(Audience.SECRETARIAT.label)
        what = str(what)
        found.append(Seen(what[:1].upper() + what[1:], audience, len(who - {person.pk})))
    return found


def _holding(roles: set[Role] | frozenset[Role]) -> set[int]:
    grants = RoleGrant.objects.filter(in_force(), role__in=[str(role) for role in roles])
    return set(grants.values_list("person_id", flat=True))
