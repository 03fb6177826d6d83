"""One queue for all who change an edition, or say what replaces material."""

from django.db.models import F

from ..models import Edition, Guide


def lock(edition: Edition) -> Edition:
    """The row as it is, ours until the end of the transaction: an UPDATE locks on both databases."""
    Edition.objects.filter(pk=edition.pk).update(line=F("line"))
    return Edition.objects.select_related("guide").get(pk=edition.pk)


def hold(*guides: Guide | None) -> None:
    """These rows are ours until the end of the transaction, in one order whatever replaces what, so that two
    who retire each other's wait and do not stop."""
    for pk in sorted({guide.pk for guide in guides if guide is not None}):
        Guide.objects.filter(pk=pk).update(kind=F("kind"))
