"""While minutes are being written, their sections follow the agenda that they were made of."""

from django.db import transaction
from django.db.models import F

from events.meetings.models import AgendaItem, Meeting
from portal.audit import trail

from .. import queries
from ..enums import Phase
from ..models import Minutes, Section
from .locking import locked

#: Where sections stand while they change places.
ASIDE = 1000


@transaction.atomic
def follow(*, meeting: Meeting, by) -> None:
    """A section for each point, with its words and in its place; what nobody has written in goes with its
    point, and whatever was written stays, last. Minutes that others have read are left alone. The caller
    holds the meeting's lock. Safe to repeat."""
    found = Minutes.objects.filter(meeting=meeting, phase=Phase.WRITING).first()
    if found is None:
        return
    minutes = locked(found)
    if minutes.phase != Phase.WRITING:
        return
    sections = list(minutes.sections.prefetch_related("decisions", "todos", "comments"))
    points = list(meeting.agenda.all())
    before = [(each.pk, each.title, each.order) for each in sections]
    order = [_section_of(point, sections, minutes) for point in points]
    rest = [each for each in sections if each not in order]
    order += [each for each in rest if _stays(each)]
    if [(each.pk, each.title, place) for place, each in enumerate(order, start=1)] == before:
        return
    minutes.sections.filter(pk__in=[each.pk for each in rest if not _stays(each)]).delete()
    minutes.sections.update(order=F("order") + ASIDE)
    for place, section in enumerate(order, start=1):
        section.order = place
    Section.objects.bulk_update([each for each in order if each.pk], ["order", "title", "point"])
    Section.objects.bulk_create(each for each in order if not each.pk)
    trail.record("minutes.followed_agenda", on=meeting, by=by)


def _section_of(point: AgendaItem, sections: list[Section], minutes: Minutes) -> Section:
    """The point's section, or one of the same name that is of no point, or a new one."""
    section = next((each for each in sections if each.point_id == point.pk), None) or next(
        (
            each
            for each in sections
            if each.point_id is None and each.title.casefold() == point.title.casefold()
        ),
        None,
    )
    section = section or Section(minutes=minutes)
    section.point, section.title = point, point.title
    return section


def _stays(section: Section) -> bool:
    """The section for any other business, and whatever somebody has written in."""
    return bool(
        section.title == queries.any_other_business()
        or section.has_content
        or section.version
        or section.comments.all()
        or section.question_url
    )
