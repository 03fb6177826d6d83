"""Who may have the network's calendar."""

from members.people.rules import is_member


def may_subscribe(user) -> bool:
    """Members, to all that they may see; with the membership their feeds are closed."""
    return is_member(user)
