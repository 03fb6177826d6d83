"""Who hosts next: whoever hosted longest ago."""

from django.db.models import F, Max, Q

from events.meetings.enums import State
from members.groups.models import Group
from members.municipalities.models import Municipality


def longest_ago(group: Group) -> Municipality | None:
    """The municipality of the group that has hosted the group longest ago, those that never have first;
    among equals in Danish order."""
    held = Q(
        hosted_meetings__group=group,
        hosted_meetings__state__in=[State.PUBLISHED, State.HELD],
    )
    return (
        group.municipalities.annotate(hosted=Max("hosted_meetings__starts_at", filter=held))
        .order_by(F("hosted").asc(nulls_first=True), "name_key")
        .first()
    )
