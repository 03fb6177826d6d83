"""Which door each of the portal's addresses is behind, a table for each room. A new address without a line in
one of them fails the walk, so that nobody forgets to say who may come in."""

from members.people.enums import PERMISSIONS, Role

from . import conference, forum, meetings, members, portal, resources
from .kinds import ACCOUNT, MEMBERS, PUBLIC, SOME_MEMBERS

TABLES = (portal, members, meetings, conference, forum, resources)
DOORS = {name: door for table in TABLES for name, door in table.DOORS.items()}

#: Persona → the roles that its account has; see `tests.factories.people.Personas`.
ROLES = {
    "stranger": set(),
    "applicant": set(),
    "admitted": set(),
    "former": set(),
    "suspended": set(),
    "member": {Role.MEMBER},
    "coordinator": {Role.MEMBER, Role.COORDINATOR},
    "other_coordinator": {Role.MEMBER, Role.COORDINATOR},
    "editor": {Role.MEMBER, Role.SECRETARIAT_EDITOR},
    "jurist": {Role.MEMBER, Role.HOTLINE_JURIST},
    "administrator": {Role.MEMBER, Role.SECRETARIAT_ADMINISTRATOR},
}


def opens(door, persona: str) -> bool:
    """Whether the door opens for the persona."""
    if door == PUBLIC:
        return True
    if door == ACCOUNT:
        return persona != "stranger"
    if door in (MEMBERS, SOME_MEMBERS):
        return Role.MEMBER in ROLES[persona]
    return any(door in PERMISSIONS[role] for role in ROLES[persona])
