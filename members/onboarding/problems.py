"""Why something about an onboarding cannot be done."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.people.queries import away, members
from members.people.rules import is_member
from portal.kit.problems import Blocker

from .models import BuddyAsk, IntroSlot, Onboarding, Track
from .rules import is_buddy, may_manage

ANSWERED = Blocker("answered", _("You are not asked any more: it has been settled already."))
HAS_BUDDY = Blocker("has_buddy", _("The new member has got a buddy meanwhile."))
NO_ROOM = Blocker(
    "no_room",
    _("You help as many new members as you have said you can. Raise the number first, if you can."),
)
#: A step that nobody can do.
RETIRED = _("It is retired. Choose what newcomers do instead, or put the step out of use.")
TAKEN = Blocker("taken", _("Somebody else has just taken that time. Choose another one."))
ONE_ALREADY = Blocker(
    "one_already", _("You have a time already. Give it back before you choose another.")
)


def to_answer(ask: BuddyAsk, user) -> list[Blocker]:
    """Why the member cannot say yes or no to being a buddy."""
    if ask.person_id != user.pk or not is_member(user):
        return [Blocker("not_asked", _("You have not been asked."))]
    return [] if ask.said == "" else [ANSWERED]


def to_ask(onboarding: Onboarding, person) -> list[Blocker]:
    """Why this member cannot be asked to be this newcomer's buddy."""
    found = []
    if onboarding.buddy_id is not None:
        found.append(HAS_BUDDY)
    if person.pk == onboarding.person_id:
        found.append(Blocker("oneself", _("Nobody is their own buddy.")))
    elif not members().filter(pk=person.pk).exists():
        found.append(Blocker("no_member", _("Only a member can be a buddy.")))
    elif away().filter(person=person.pk).exists():
        found.append(Blocker("on_leave", _("The member is on leave.")))
    if onboarding.asks.filter(person=person.pk).exists():
        found.append(Blocker("asked_already", _("The member has been asked already.")))
    return found


def to_meet(onboarding: Onboarding, user) -> list[Blocker]:
    """Why it is not for this person to say that the two have met."""
    if is_buddy(user, onboarding):
        return []
    return [Blocker("not_the_buddy", _("You are not this member's buddy."))]


def to_book(slot: IntroSlot, user, now: datetime | None = None) -> list[Blocker]:
    """Why the newcomer cannot take this time."""
    if not is_member(user) or not Onboarding.objects.filter(person=user.pk).exists():
        return [Blocker("no_newcomer", _("The meetings are for new members."))]
    if slot.starts_at <= (now or timezone.now()):
        return [Blocker("past", _("The time has passed. Choose another one."))]
    ahead = IntroSlot.objects.filter(taken_by=user.pk, starts_at__gt=now or timezone.now())
    return [ONE_ALREADY] if ahead.exists() else []


def to_change_track(onboarding: Onboarding, track: Track, user) -> list[Blocker]:
    """Why a newcomer cannot go on along this track."""
    found = to_manage(user)
    if onboarding.track_id == track.pk:
        found.append(Blocker("same_track", _("That is the track the new member is on.")))
    if not track.steps.filter(is_active=True).exists():
        found.append(Blocker("no_steps", _("The track has no steps yet.")))
    return found


def to_manage(user) -> list[Blocker]:
    """Why this is not for this person to keep."""
    if may_manage(user):
        return []
    return [Blocker("not_manager", _("Only those who manage members can do that."))]
