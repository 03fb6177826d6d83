"""Putting material into the search."""

from wagtail.search.index import insert_or_update_object

from .models import Guide


def index(guide: Guide) -> None:
    """Put a guide into the search as it is now, with a fresh copy: prefetched parts may be old."""
    insert_or_update_object(Guide.get_indexed_objects().get(pk=guide.pk))
