"""Putting the conference into the search."""

from portal.kit import danish

from .models import Conference


def index(conference: Conference) -> None:
    """What a search for the conference looks in: its facts, and the points that are not cancelled."""
    texts = [conference.title, conference.theme, conference.intro, conference.venue]
    points = conference.sessions.filter(cancelled_at__isnull=True)
    for row in points.values_list("title", "abstract", "speaker"):
        texts.extend(row)
    Conference.objects.filter(pk=conference.pk).update(search_key=danish.fold(" ".join(texts)))
