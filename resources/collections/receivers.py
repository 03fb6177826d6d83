"""What happens in the library and matters to those who follow a collection."""

from django.dispatch import receiver

from resources.library.enums import Extent
from resources.library.signals import guide_retired, version_published

from . import notices


@receiver(version_published, dispatch_uid="collections.version_published")
def tell_followers(*, version, extent, by, **_kwargs) -> None:
    """Of clearer words and of new content; a mended typo is told to nobody."""
    if extent != Extent.TYPO:
        notices.member_changed(version, by=by)


@receiver(guide_retired, dispatch_uid="collections.guide_retired")
def tell_of_what_is_gone(*, guide, by, **_kwargs) -> None:
    """What is retired stands in no collection any more."""
    notices.member_retired(guide, by=by)
