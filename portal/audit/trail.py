"""Writing and reading the trail."""

from typing import Any

import structlog
from django.db.models import Model, Q, QuerySet

from portal.kit.prepared_rows import PreparedInsert

from .models import Entry

#: Every deed writes one.
_write = PreparedInsert(Entry)


def record(action: str, *, on: Model | None, by: Any, about: Any = None, **facts: Any) -> Entry:
    """Write one deed; call it inside the transaction of the deed itself.

    `action` is "room.verb" in the past tense ("questions.answered"); `on` the object, `by` the acting
    user or None for the clock, `about` the person concerned; `facts` are ids, numbers and states.
    """
    return _write.one(
        Entry(
            action=action,
            by_id=getattr(by, "pk", None),
            about_id=getattr(about, "pk", None),
            object_type=on._meta.label_lower if on is not None else "",
            object_id=str(on.pk) if on is not None else "",
            facts=facts,
            request_id=structlog.contextvars.get_contextvars().get("request_id", ""),
        )
    )


def of_object(instance: Model) -> QuerySet[Entry]:
    """All deeds on one object, newest first."""
    return Entry.objects.filter(object_type=instance._meta.label_lower, object_id=str(instance.pk))


def of_person(user: Any) -> QuerySet[Entry]:
    """All deeds by, about or on one person, newest first."""
    return Entry.objects.filter(
        Q(by_id=user.pk)
        | Q(about_id=user.pk)
        | Q(object_type=user._meta.label_lower, object_id=str(user.pk))
    )
