"""A point of the minutes as the beginning of a question to the network."""

from django.urls import reverse
from django.utils.translation import gettext as _

from members.groups.queries import own_group_numbers
from portal.kit import starts
from portal.kit.starts import Kind, Start

from . import rules
from .flows import writing
from .models import Section


def _section(user, number: int) -> Section | None:
    section = Section.objects.filter(pk=number).select_related("minutes__meeting__group").first()
    if section is None or not rules.may_write(user, section.minutes):
        return None
    return section


def begin(user, number: int) -> Start | None:
    """Its title and the way back, without a word of what was said and who said it. It is for the meeting's
    group, where the asker belongs to it."""
    section = _section(user, number)
    if section is None:
        return None
    meeting = section.minutes.meeting
    address = reverse("minutes:page", args=[meeting.pk])
    return Start(
        title=section.title,
        place=_("the minutes of “%(meeting)s”, point %(number)d")
        % {"meeting": meeting.title, "number": section.order},
        url=f"{address}#punkt-{section.order}",
        group=meeting.group_id if meeting.group_id in own_group_numbers(user) else None,
    )


def written(*, user, number: int, url: str, by) -> None:
    """Let the point lead to its question."""
    section = _section(user, number)
    if section is not None:
        writing.carry_on(section=section, url=url, by=by)


def offer() -> None:
    starts.offer("referat", Kind(begin, written))
