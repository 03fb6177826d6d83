"""Who sees, joins and manages the annual conference."""

from django.db.models import Q

from members.people.enums import Permission
from members.people.rules import may

from .enums import SHOWN
from .models import Conference, Registration


def may_manage(user) -> bool:
    return may(user, Permission.MANAGE_CONFERENCE)


def may_view(user, conference: Conference) -> bool:
    """Members see what is published, called off or not; a draft, those who manage it."""
    if not may(user, Permission.ENTER_MEMBERS_ROOMS):
        return False
    return conference.state in SHOWN or may_manage(user)


def viewable(user) -> Q:
    """`may_view` as a condition, for lists."""
    if not may(user, Permission.ENTER_MEMBERS_ROOMS):
        return Q(pk__in=[])
    return Q() if may_manage(user) else Q(state__in=sorted(SHOWN))


def may_register(user) -> bool:
    return may(user, Permission.SIGN_UP)


def may_view_registration(user, registration: Registration) -> bool:
    """One's own, and for those who manage the conference everybody's: what a colleague eats is
    nobody else's business."""
    if may_manage(user):
        return True
    return may_register(user) and registration.person_id == user.pk
