"""Keeping what lies with an occasion in order."""

from django.db import transaction
from wagtail.search.index import insert_or_update_object

from events.meetings.models import AgendaItem
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from ..enums import Phase
from ..models import Material
from ..occasions import hold, kind_of
from ..problems import to_add, to_change, to_move, to_remove


@transaction.atomic
def change(
    *,
    material: Material,
    title: str,
    about: str,
    phase: Phase,
    point: AgendaItem | None,
    by,
) -> Material:
    """What it is called, what is said about it, and where it stands. In another phase it stands last."""
    hold(material.occasion)
    stop_if(to_change(material, by))
    moved = phase != material.phase or point != material.point
    if moved:
        stop_if(to_add(material.occasion, by, phase=phase, point=point, more=0))
    refuse_cpr(title, about)
    row = Material.objects.get(pk=material.pk)
    if phase != row.phase:
        row.order = _last(row, phase) + 1
    row.title, row.about, row.phase, row.point = title, about, phase, point
    row.save(update_fields=["title", "about", "phase", "point", "order"])
    insert_or_update_object(row)
    trail.record("material.changed", on=row.occasion, by=by, number=row.pk)
    return row


@transaction.atomic
def move(*, material: Material, up: bool, by) -> None:
    """One place up or down in its phase. At the end of the list it stays where it is."""
    hold(material.occasion)
    stop_if(to_move(material, by))
    rows = list(_beside(material, Phase(material.phase)).only("pk", "order"))
    keys = [row.pk for row in rows]
    if material.pk not in keys:
        return
    at = keys.index(material.pk)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for order, row in enumerate(rows, start=1):
        row.order = order
    Material.objects.bulk_update(rows, ["order"])
    trail.record("material.moved", on=material.occasion, by=by, number=material.pk)


@transaction.atomic
def remove(*, material: Material, by) -> None:
    """Take it away: row and words now, the file itself once that is certain. Safe to repeat."""
    hold(material.occasion)
    stop_if(to_remove(material, by))
    row = Material.objects.filter(pk=material.pk).first()
    if row is not None:
        trail.record("material.removed", on=row.occasion, by=by, number=row.pk)
        row.delete()


def _beside(material: Material, phase: Phase):
    kind = kind_of(material.occasion)
    return Material.objects.filter(**{kind.field: material.occasion}, phase=phase)


def _last(material: Material, phase: Phase) -> int:
    row = _beside(material, phase).last()
    return row.order if row is not None else 0
