"""Putting right what stands in somebody's profile, on the secretariat's side."""

from django.db import transaction

from members.people.flows import profile
from members.people.models import User
from portal.kit.problems import stop_if

from .. import notices
from ..problems import to_correct


@transaction.atomic
def correct(*, person: User, name: str, title: str, phone: str, by) -> User:
    """Store name, title and phone, and tell the person, when something is changed by it; the trail is
    `profile.correct`'s. Raises `Refused`, and ValidationError for a CPR number."""
    stop_if(to_correct(person))
    if profile.correct(person=person, name=name, title=title, phone=phone, by=by):
        notices.corrected(person, by=by)
    return person
