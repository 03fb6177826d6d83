"""The whole library in an order that keeps, and the exports at the desk."""

from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet

from resources.library.models import Edition, Guide, Version
from resources.library.rules import may_edit

from .models import Batch, Export

#: So much material is held at a time.
AT_A_TIME = 20
#: So many exports stand on the desk; older ones are soon gone.
MOST_SHOWN = 10


def exports_for(user) -> QuerySet[Export]:
    """Only at the desk of those who keep the library."""
    if not may_edit(user):
        return Export.objects.none()
    return Export.objects.select_related("asked_by")


def batches_for(user) -> QuerySet[Batch]:
    """Only at the desk of those who keep the library."""
    if not may_edit(user):
        return Batch.objects.none()
    return Batch.objects.select_related("asked_by")


def all_of_it() -> Iterator[Guide]:
    """Every material with its editions and all their versions, published or withdrawn, oldest first."""
    versions = Version.objects.order_by("number").prefetch_related("beside__enclosure")
    editions = Edition.objects.order_by("line").prefetch_related(
        Prefetch("versions", queryset=versions)
    )
    whole = Guide.objects.select_related("group", "care", "retirement__replaced_by")
    guides = whole.order_by("pk").prefetch_related(
        "topics", "legal_bases", "related", Prefetch("editions", queryset=editions)
    )
    return guides.iterator(chunk_size=AT_A_TIME)
