"""A poll's row, held while something about it is decided."""

from django.utils import timezone

from ..models import Poll


def held(poll: Poll) -> Poll:
    """The row as it is, held until the transaction ends: an update is a lock on both databases."""
    Poll.objects.filter(pk=poll.pk).update(changed_at=timezone.now())
    return Poll.objects.select_related("group", "host", "meeting").get(pk=poll.pk)
