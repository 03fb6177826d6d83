"""Granting and ending roles."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from portal.audit import trail
from portal.live.streams import close_all

from ..enums import Role
from ..models import RoleGrant, User
from ..queries import in_force
from ..rules import forget_standing

#: Wagtail's own permissions hang on Django groups; a migration of `portal.pages` fills these two.
DESK_GROUPS = {
    Role.SECRETARIAT_EDITOR: "Sekretariatets redaktører",
    Role.HOTLINE_JURIST: "Sekretariatets jurister",
    Role.SECRETARIAT_ADMINISTRATOR: "Sekretariatets administratorer",
}


@transaction.atomic
def grant(*, person: User, role: Role, group=None, by) -> RoleGrant:
    """Give a person a role from today; an open grant of the same kind is returned as it is."""
    granted, created = RoleGrant.objects.get_or_create(
        person=person,
        role=role,
        group_id=group.pk if group is not None else None,
        ends_on=None,
        defaults={"starts_on": timezone.localdate()},
    )
    if created:
        _follow_in_desk(person)
        trail.record("people.role_granted", on=granted, by=by, about=person, role=str(role))
    forget_standing(person)
    return granted


@transaction.atomic
def end(*, grant: RoleGrant, by) -> RoleGrant:
    """End a role today: it is gone the same minute, and open sockets are closed."""
    today = timezone.localdate()
    if grant.ends_on is None or grant.ends_on > today:
        grant.ends_on = max(today, grant.starts_on)
        grant.save(update_fields=["ends_on"])
        _follow_in_desk(grant.person)
        trail.record("people.role_ended", on=grant, by=by, about=grant.person, role=grant.role)
        close_all(grant.person_id)
    forget_standing(grant.person)
    return grant


def _follow_in_desk(person: User) -> None:
    """Let the person's Django groups be exactly those of the roles held today."""
    held = set(person.grants.filter(in_force()).values_list("role", flat=True))
    wanted = [name for role, name in DESK_GROUPS.items() if role in held]
    person.groups.remove(
        *Group.objects.filter(name__in=DESK_GROUPS.values()).exclude(name__in=wanted)
    )
    person.groups.add(*(Group.objects.get_or_create(name=name)[0] for name in wanted))
