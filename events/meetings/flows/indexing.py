"""What a search for meetings looks in."""

from portal.kit import danish

from ..models import Meeting


def index(meeting: Meeting) -> None:
    """Write anew what the search finds; called by every flow that changes words of a meeting."""
    texts = [
        meeting.title,
        meeting.summary,
        meeting.group.name,
        meeting.host.name,
        meeting.place,
        *meeting.agenda.values_list("title", flat=True),
    ]
    Meeting.objects.filter(pk=meeting.pk).update(search_key=danish.fold(" ".join(texts)))
