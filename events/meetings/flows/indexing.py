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
        *(words for point in meeting.agenda.values_list("title", "text") for words in point),
    ]
    Meeting.objects.filter(pk=meeting.pk).update(search_key=danish.fold(" ".join(texts)))
