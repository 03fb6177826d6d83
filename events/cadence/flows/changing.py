"""How often a group means to meet."""

from django.db import transaction

from members.groups.models import Group
from portal.audit import trail
from portal.kit.problems import stop_if

from .. import problems


@transaction.atomic
def change_rhythm(*, group: Group, from_weeks: int, to_weeks: int, by) -> Group:
    """The group meets again after so many weeks at the earliest and at the latest; its coordinators say so
    themselves. Raises `Refused`."""
    stop_if(problems.to_change_rhythm(group, from_weeks, to_weeks, by))
    Group.objects.filter(pk=group.pk).update(rhythm_from_weeks=from_weeks, rhythm_to_weeks=to_weeks)
    group.refresh_from_db()
    trail.record("groups.rhythm_changed", on=group, by=by, from_weeks=from_weeks, to_weeks=to_weeks)
    return group
