"""What happens in the library and matters to those who keep it."""

from django.dispatch import receiver

from resources.library.enums import Extent
from resources.library.signals import guide_retired, version_published

from . import notices


@receiver(version_published, dispatch_uid="shelves.version_published")
def tell_readers(*, version, extent, by, **_kwargs) -> None:
    """Readers hear of a major change, and of nothing smaller."""
    if extent == Extent.MAJOR:
        notices.changed(version, by=by)


@receiver(guide_retired, dispatch_uid="shelves.guide_retired")
def tell_keepers(*, guide, by, **_kwargs) -> None:
    """What is kept on a list is not to be used any more."""
    notices.retired(guide, by=by)
