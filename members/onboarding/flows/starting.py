"""Beginning an onboarding."""

from django.db import transaction
from django.utils import timezone

from members.people.models import Post, User
from portal.audit import trail

from ..models import Onboarding, Track
from .buddies import propose


@transaction.atomic
def start_onboarding(*, person: User, by) -> Onboarding:
    """Begin a member's onboarding on the track for their role, and ask the first buddy; a begun one is
    returned as it is."""
    onboarding, created = Onboarding.objects.get_or_create(
        person=person, defaults={"track": _track_for(person)}
    )
    if created:
        trail.record("onboarding.started", on=onboarding, by=by, about=person)
        propose(onboarding=onboarding, by=by)
    return onboarding


@transaction.atomic
def begin_counting(*, person: User, by) -> None:
    """Count the first months from now on, when the rooms open to somebody who was admitted long before:
    what asks and reminds goes by that day."""
    now = timezone.now()
    begun = Onboarding.objects.filter(person=person, started_at__lt=now, finished_at__isnull=True)
    for onboarding in begun:
        onboarding.started_at = now
        onboarding.save(update_fields=["started_at"])
        trail.record("onboarding.counted_anew", on=onboarding, by=by, about=person)


def _track_for(person: User) -> Track:
    """The track for the role of the latest post, also one that is still ahead; otherwise the usual one."""
    post = Post.objects.filter(person=person).order_by("-starts_on", "-pk").first()
    own = Track.objects.filter(role=post.role).first() if post else None
    return own or Track.objects.get(is_default=True)
