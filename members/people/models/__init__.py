"""A person's account, what they belong to and when, and when they are away."""

from .account import MOST_AT_A_TIME, User, UserManager, display_name
from .away import Absence, Suspension
from .belonging import ONE_OF_A_KIND, Membership, Post, RoleGrant

__all__ = [
    "MOST_AT_A_TIME",
    "ONE_OF_A_KIND",
    "Absence",
    "Membership",
    "Post",
    "RoleGrant",
    "Suspension",
    "User",
    "UserManager",
    "display_name",
]
