"""Putting many things into the search's index in one statement: what the flows' own indexing writes."""

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.search.models import IndexEntry


class Indexed(NamedTuple):
    """One thing as the index keeps it."""

    pk: int
    title: str
    begun: str
    body: str


def index(model, rows: Iterable[Indexed]) -> None:
    """Write the entries of one model."""
    kind = ContentType.objects.get_for_model(model).pk
    if connection.vendor == "sqlite":
        IndexEntry.objects.bulk_create(
            IndexEntry(
                content_type_id=kind,
                object_id=str(row.pk),
                title=row.title,
                autocomplete=row.begun,
                body=row.body,
            )
            for row in rows
        )
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO wagtailsearch_indexentry (content_type_id, object_id, title, autocomplete, body,"
            " title_norm, title_text, body_text) VALUES (%s, %s,"
            " setweight(to_tsvector('danish', %s), 'A'), setweight(to_tsvector('simple', %s), 'D'),"
            " setweight(to_tsvector('danish', %s), 'C'), 1.0, %s, %s)",
            [
                (kind, str(row.pk), row.title, row.begun, row.body, row.title, row.body)
                for row in rows
            ],
        )
