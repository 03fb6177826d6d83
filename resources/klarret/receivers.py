"""What happens in the library and matters to those who wait for it."""

from django.dispatch import receiver

from resources.library.enums import Line
from resources.library.hearing import Reason, Way, offer
from resources.library.signals import version_published

from . import flows, notices
from .queries import who_wished_for


@receiver(version_published, dispatch_uid="klarret.version_published")
def free_the_voices(*, version, by, **_kwargs) -> None:
    """The national edition has come."""
    if version.edition.line == Line.NATIONAL:
        flows.fulfil(guide=version.edition.guide, by=by)


offer(Reason.WISHED_FOR_IT, Way(who_wished_for, notices.came))
