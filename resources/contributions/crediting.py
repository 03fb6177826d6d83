"""Whom readers see a contribution is from."""

from .enums import Credit
from .models import Contribution


def credited(contribution: Contribution) -> str:
    """Whom readers see it is from, as its member has chosen."""
    person = contribution.person
    if contribution.credit == Credit.NOBODY:
        return ""
    names = dict.fromkeys(post.municipality.name for post in person.current_posts)
    places = ", ".join(names)
    if contribution.credit == Credit.MUNICIPALITY:
        return places
    return f"{person.name}, {places}" if places else person.name
