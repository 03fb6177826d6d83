"""What a person says of themself."""

from collections.abc import Iterable

from django.db import transaction

from portal.audit import trail
from portal.topics.models import Topic
from portal.ui.validators import refuse_cpr

from ..enums import Audience, Field
from ..models import User


@transaction.atomic
def change(
    *,
    person: User,
    name: str,
    title: str,
    phone: str,
    about: str,
    expertise: Iterable[Topic],
    offers: Iterable[str],
    language: str = "",
    kept: Iterable[Field] | None = None,
    by,
) -> User:
    """Store the profile as a whole, the language only when one is given, and who sees what only when the
    fields are named that are `kept` to the secretariat.

    A CPR number in any of it raises ValidationError.
    """
    refuse_cpr(name, title, about)
    person.name, person.title, person.phone, person.about = name, title, phone, about
    person.offers = sorted(offers)
    person.language = language or person.language
    if kept is not None:
        person.visibility = {str(field): str(Audience.SECRETARIAT) for field in sorted(kept)}
    person.save(
        update_fields=["name", "title", "phone", "about", "offers", "language", "visibility"]
    )
    person.expertise.set(expertise)
    trail.record("people.profile_changed", on=person, by=by, about=person)
    return person
