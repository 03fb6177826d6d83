"""Who sees and does what about an onboarding?"""

from members.people.enums import Permission
from members.people.rules import is_member, may

from .models import BuddyAsk, Onboarding


def may_manage(user) -> bool:
    """Those who manage members compose tracks, see every onboarding and find buddies."""
    return may(user, Permission.MANAGE_MEMBERS)


def may_view_ask(user, ask: BuddyAsk) -> bool:
    """The one who was asked, as long as they are a member."""
    return is_member(user) and ask.person_id == user.pk


def is_buddy(user, onboarding: Onboarding) -> bool:
    return is_member(user) and onboarding.buddy_id == user.pk
