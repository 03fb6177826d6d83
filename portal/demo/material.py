"""What lies ready for the meetings, and what was left of them: papers, links and guides of the library."""

from datetime import datetime, timedelta

from django.utils import timezone

from events.material.enums import Phase
from events.material.flows import adding
from events.material.models import Material
from events.meetings.models import Meeting
from resources.library.models import Guide

from .cast import Cast
from .files import upload


def lay_out(meeting: Meeting, rows: list[dict], cast: Cast, coordinator) -> None:
    """In the order of the content, a week before the meeting or two days after it."""
    agenda = {item.order: item for item in meeting.agenda.all()}
    for row in rows:
        phase = Phase(row.get("phase", Phase.BEFORE))
        (material,) = adding.add(
            occasion=meeting,
            things=[thing(row)],
            phase=phase,
            point=agenda.get(row.get("point", 0)),
            about=row.get("about", ""),
            quietly=True,
            by=cast.by_key.get(row.get("by", ""), coordinator),
        )
        Material.objects.filter(pk=material.pk).update(added_at=moment(meeting, phase))


def thing(row: dict) -> adding.Thing:
    """A guide by its number, a link, or a paper that is made here."""
    if "klarret" in row:
        return adding.Thing(guide=Guide.objects.get(number=row["klarret"]))
    if "link" in row:
        return adding.Thing(link=row["link"], title=row["title"])
    return adding.Thing(upload=upload(row))


def moment(meeting: Meeting, phase: Phase) -> datetime:
    if phase == Phase.AFTER:
        return meeting.ends_at + timedelta(days=2)
    return min(meeting.starts_at - timedelta(days=7), timezone.now() - timedelta(hours=3))
