"""Keeping the list of topics."""

from collections.abc import Sequence

from django.db import transaction

from portal.audit import trail
from portal.kit import danish
from portal.ui.validators import refuse_cpr

from .models import Topic


@transaction.atomic
def save(*, slug: str, name: str, description: str = "", synonyms: Sequence[str] = (), by) -> Topic:
    """Create or change the topic with this short name; returns it."""
    refuse_cpr(name, description, *synonyms)
    topic, created = Topic.objects.update_or_create(
        slug=slug,
        defaults={
            "name": name,
            "name_key": danish.sort_key(name),
            "description": description,
            "synonyms": list(synonyms),
        },
    )
    trail.record("topics.created" if created else "topics.changed", on=topic, by=by)
    return topic
