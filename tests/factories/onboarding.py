"""Newcomers and their buddies for tests."""

from datetime import timedelta

from django.utils import timezone

from members.onboarding import flows
from members.onboarding.models import BuddyAsk, IntroSlot, Onboarding, Track
from members.people.enums import Offer
from members.people.models import Post

from .people import make_member


def make_helper(name: str = "Hjælpsom Hansen", at: str = "Vejle", *, years: int = 0, **fields):
    """A member who offers to be a buddy, so many years in post."""
    fields.setdefault("phone", "12 34 56 78")
    person = make_member(name, at, offers=[Offer.BUDDY], **fields)
    begun = timezone.localdate() - timedelta(days=366 * years)
    Post.objects.filter(person=person).update(starts_on=begun)
    return person


def make_newcomer(name: str = "Ny Nielsen", at: str = "Odense", *, days: int = 0) -> Onboarding:
    """Somebody who became a member so many days ago."""
    onboarding = flows.start_onboarding(person=make_member(name, at), by=None)
    begun = timezone.now() - timedelta(days=days)
    Onboarding.objects.filter(pk=onboarding.pk).update(started_at=begun)
    onboarding.refresh_from_db()
    return onboarding


def make_slot(host, *, hours: int = 24) -> IntroSlot:
    """A time so many hours from now."""
    starts_at = timezone.now() + timedelta(hours=hours)
    return IntroSlot.objects.create(starts_at=starts_at, host=host, place="Telefon")


def asked(onboarding: Onboarding) -> BuddyAsk:
    """Who is thinking about it now."""
    return BuddyAsk.objects.get(onboarding=onboarding, said="")


def usual() -> Track:
    return Track.objects.get(is_default=True)
