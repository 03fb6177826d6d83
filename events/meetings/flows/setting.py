"""The agenda as a form says it should be meets the agenda as it stands.

A point keeps its identity: it is changed, moved or removed, never made anew. Each row says which point it is
and what it was built on, so that what somebody else has done since is neither overwritten nor lost: what they
added stays at the end, what they changed stays where this form has not touched it, and where both have
changed the same point nothing is written before a human has seen both.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Max

from members.people.models import User
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import problems
from ..models import AgendaItem, Meeting
from ..rules import mark
from ..signals import agenda_changed
from .indexing import index

#: Where points stand while they change places, out of the way of those that have theirs.
ASIDE = 1000


@dataclass(frozen=True)
class Point:
    """A row of the agenda. `number` is the point that it changes and `built_on` its mark when the form was
    opened; a new one has neither. `place` is where it should stand, `None` where its row stands."""

    title: str
    minutes: int
    owner: User | None = None
    text: str = ""
    number: int | None = None
    built_on: str = ""
    place: int | None = None
    is_removed: bool = False

    @property
    def lines(self) -> str:
        """The text as it is kept, whatever ends its lines."""
        return "\n".join(self.text.splitlines()).strip()

    @property
    def mark(self) -> str:
        return mark(self.title, self.minutes, self.owner.pk if self.owner else None, self.lines)

    @property
    def is_touched(self) -> bool:
        """Whether this form changes it."""
        return self.is_removed or self.mark != self.built_on


def set_points(*, meeting: Meeting, points: Iterable[Point], by) -> None:
    """Bring the agenda to what the rows say. The caller holds the meeting's lock. Raises `Refused` and
    changes nothing when a row is of another meeting, or of a point that was changed since."""
    points = list(points)
    refuse_cpr(*(text for point in points for text in (point.title, point.text)))
    standing = {item.pk: item for item in meeting.agenda.all()}
    stop_if(problems.to_set_points(meeting, points))
    removed = {row.number for row in points if row.is_removed and row.number in standing}
    meeting.agenda.filter(pk__in=[number for number in removed if number]).delete()
    stay = [number for number in standing if number not in removed]
    _place(meeting, _in_order(points, stay, standing, meeting))
    index(meeting)
    agenda_changed.send(sender=Meeting, meeting=meeting, by=by)


def append(
    *, meeting: Meeting, title: str, minutes: int, owner: User | None = None, text: str = "", by
) -> AgendaItem:
    """One more point, the last. The caller holds the meeting's lock."""
    last = meeting.agenda.aggregate(last=Max("order"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting, order=last + 1, title=title, minutes=minutes, owner=owner, text=text
    )
    index(meeting)
    agenda_changed.send(sender=Meeting, meeting=meeting, by=by)
    return item


def _in_order(
    rows: list[Point], stay: list[int], standing: dict[int, AgendaItem], meeting: Meeting
) -> list[AgendaItem]:
    """Every point in its place: the form's order where the form has changed it, else the order that stands;
    a new one after the one above it, and what the form has not known at the end."""
    wished = [row for row in _sorted(rows) if row.number is None or row.number in stay]
    known = [row.number for row in wished if row.number is not None]
    if known == [row.number for row in rows if row.number in stay]:
        known = stay
    else:
        known += [number for number in stay if number not in known]
    order = [standing[number] for number in known]
    after: AgendaItem | None = None
    for row in wished:
        if row.number is None:
            item = AgendaItem(meeting=meeting)
            order.insert(order.index(after) + 1 if after is not None else 0, item)
        else:
            item = standing[row.number]
        if row.is_touched:
            item.title, item.minutes, item.owner = row.title, row.minutes, row.owner
            item.text = row.lines
        after = item
    return order


def _sorted(rows: list[Point]) -> list[Point]:
    """By the places that were asked for. Who moves up stands before the one whose place they took, who
    moves down after it."""

    def key(numbered: tuple[int, Point]) -> tuple[int, int]:
        here, row = numbered
        place = here if row.place is None else row.place
        return place, (place > here) - (place < here)

    return [row for _, row in sorted(enumerate(rows, start=1), key=key)]


def _place(meeting: Meeting, items: list[AgendaItem]) -> None:
    meeting.agenda.update(order=F("order") + ASIDE)
    for order, item in enumerate(items, start=1):
        item.order = order
    old, new = [each for each in items if each.pk], [each for each in items if not each.pk]
    AgendaItem.objects.bulk_update(old, ["order", "title", "minutes", "owner", "text"])
    AgendaItem.objects.bulk_create(new)
