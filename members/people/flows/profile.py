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


@transaction.atomic
def correct(*, person: User, name: str, title: str, phone: str, by) -> list[str]:
    """The secretariat puts right what is wrong in somebody's profile; what the person says of themself
    beyond that stays theirs. Returns the names of the columns that were changed.

    A CPR number in any of it raises ValidationError.
    """
    refuse_cpr(name, title)
    given = {"name": name, "title": title, "phone": phone}
    changed = [field for field, value in given.items() if getattr(person, field) != value]
    if changed:
        for field in changed:
            setattr(person, field, given[field])
        person.save(update_fields=changed)
        trail.record("people.profile_corrected", on=person, by=by, about=person, what=changed)
    return changed
