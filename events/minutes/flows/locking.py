"""What several flows of this room begin with: the minutes' row, so that nothing is written while they are
being made final."""

from django.db.models import F

from events.meetings.models import Meeting

from ..models import Minutes


def locked(minutes: Minutes) -> Minutes:
    """The minutes as they are now, held until the transaction ends. An UPDATE locks on both databases."""
    Minutes.objects.filter(pk=minutes.pk).update(phase=F("phase"))
    return Minutes.objects.select_related("meeting__group").get(pk=minutes.pk)


def locked_with_meeting(minutes: Minutes) -> Minutes:
    """The same, for whoever changes the meeting too: the meeting first, as those do who change its agenda."""
    Meeting.objects.filter(pk=minutes.meeting_id).update(sequence=F("sequence"))
    return locked(minutes)
