"""What happens in the library and matters to those who keep it."""

from django.dispatch import receiver

from resources.library.hearing import Reason, Way, offer
from resources.library.signals import guide_retired

from . import notices


@receiver(guide_retired, dispatch_uid="shelves.guide_retired")
def tell_keepers(*, guide, by, **_kwargs) -> None:
    """What is kept on a list is not to be used any more."""
    notices.retired(guide, by=by)


offer(Reason.KEEPS_IT, Way(notices.readers_of_change, notices.changed))
