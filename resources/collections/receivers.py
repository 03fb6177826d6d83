"""What happens in the library and matters to those who follow a collection."""

from django.dispatch import receiver

from resources.library.hearing import Reason, Way, offer
from resources.library.signals import guide_retired

from . import notices


@receiver(guide_retired, dispatch_uid="collections.guide_retired")
def tell_of_what_is_gone(*, guide, by, **_kwargs) -> None:
    """What is retired stands in no collection any more."""
    notices.member_retired(guide, by=by)


offer(Reason.FOLLOWS_ITS_COLLECTION, Way(notices.followers_of_change, notices.member_changed))
