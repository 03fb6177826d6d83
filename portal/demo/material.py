"""What lies ready for meetings and courses, and what was left of them: papers, links and guides."""

from datetime import datetime, timedelta

from django.utils import timezone

from events.courses.models import Course
from events.material.enums import Phase
from events.material.flows import adding
from events.material.models import Material
from events.material.occasions import kind_of
from events.meetings.models import Meeting
from resources.library.models import Guide

from .cast import Cast
from .files import upload


def lay_out(occasion: Meeting | Course, rows: list[dict], cast: Cast, planner) -> None:
    """In the order of the content, a week before or two days after."""
    agenda = {item.order: item for item in kind_of(occasion).points(occasion)}
    for row in rows:
        phase = Phase(row.get("phase", Phase.BEFORE))
        (material,) = adding.add(
            occasion=occasion,
            things=[thing(row)],
            phase=phase,
            point=agenda.get(row.get("point", 0)),
            about=row.get("about", ""),
            quietly=True,
            by=cast.by_key.get(row.get("by", ""), planner),
        )
        Material.objects.filter(pk=material.pk).update(added_at=moment(occasion, phase))


def thing(row: dict) -> adding.Thing:
    """A guide by its number, a link, or a paper that is made here."""
    if "klarret" in row:
        return adding.Thing(guide=Guide.objects.get(number=row["klarret"]))
    if "link" in row:
        return adding.Thing(link=row["link"], title=row["title"])
    return adding.Thing(upload=upload(row))


def moment(occasion: Meeting | Course, phase: Phase) -> datetime:
    if phase == Phase.AFTER:
        return occasion.ends_at + timedelta(days=2)
    return min(occasion.starts_at - timedelta(days=7), timezone.now() - timedelta(hours=3))
