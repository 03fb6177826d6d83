"""Putting the conference into the search."""

from portal.kit import danish

from .models import Conference, Speaker


def index(conference: Conference) -> None:
    """What a search for the conference looks in: its facts, and the published points that are not
    cancelled."""
    texts = [conference.title, conference.theme, conference.intro, conference.venue]
    points = conference.sessions.filter(cancelled_at__isnull=True)
    for row in points.values_list("title", "abstract"):
        texts.extend(row)
    speakers = Speaker.objects.filter(session__in=points).select_related("person")
    texts.extend(each.shown for each in speakers)
    Conference.objects.filter(pk=conference.pk).update(search_key=danish.fold(" ".join(texts)))
