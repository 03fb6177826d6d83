"""Beginning an onboarding."""

from django.db import transaction

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


def _track_for(person: User) -> Track:
    """The track for the role of the latest post, also one that is still ahead; otherwise the usual one."""
    post = Post.objects.filter(person=person).order_by("-starts_on", "-pk").first()
    own = Track.objects.filter(role=post.role).first() if post else None
    return own or Track.objects.get(is_default=True)
