"""Keeping one's own page in the directory."""

from collections.abc import Iterable

from django.db import transaction

from members.onboarding.enums import Deed
from members.onboarding.flows import tick
from members.people.enums import Field
from members.people.flows import profile
from members.people.models import User
from portal.topics.models import Topic


@transaction.atomic
def change_profile(
    *,
    person: User,
    name: str,
    title: str,
    phone: str,
    about: str,
    expertise: Iterable[Topic],
    offers: Iterable[str],
    language: str = "",
    shown: Iterable[Field] | None = None,
    by,
) -> User:
    """Store the profile, and tick the onboarding's step once colleagues can find and call the person.
    `shown` are the fields that all members see; where nothing is said of them, that stays as it was.

    A CPR number in any of it raises ValidationError.
    """
    expertise = list(expertise)
    profile.change(
        person=person,
        name=name,
        title=title,
        phone=phone,
        about=about,
        expertise=expertise,
        offers=offers,
        language=language,
        kept=None if shown is None else set(Field) - set(shown),
        by=by,
    )
    if phone and (about or expertise):
        tick(person=person, deed=Deed.PROFILE_FILLED, by=by)
    return person
