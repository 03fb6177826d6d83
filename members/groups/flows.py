"""Keeping the groups."""

from collections.abc import Iterable

from django.db import transaction

from members.municipalities.models import Municipality
from portal.audit import trail
from portal.kit import danish
from portal.ui.validators import refuse_cpr

from .enums import GroupKind
from .models import Group


@transaction.atomic
def save(
    *,
    name: str,
    kind: GroupKind,
    municipalities: Iterable[Municipality],
    rhythm_weeks: tuple[int, int],
    by,
) -> Group:
    """Create or change the group of this name."""
    refuse_cpr(name)
    group, created = Group.objects.update_or_create(
        name=name,
        defaults={
            "name_key": danish.sort_key(name),
            "kind": kind,
            "rhythm_from_weeks": rhythm_weeks[0],
            "rhythm_to_weeks": rhythm_weeks[1],
        },
    )
    group.municipalities.set(municipalities)
    trail.record("groups.created" if created else "groups.changed", on=group, by=by)
    return group
