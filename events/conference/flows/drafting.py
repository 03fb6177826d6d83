"""What somebody types of a registration is kept as they go."""

from collections.abc import Mapping

from django.utils import timezone

from portal.kit.prepared_changes import PreparedDelete
from portal.kit.prepared_rows import PreparedInsert
from portal.ui.validators import refuse_cpr

from ..models import Conference, RegistrationDraft

#: In place of an earlier one.
_write = PreparedInsert(
    RegistrationDraft, unique=["conference", "person"], changed=["answers", "changed_at"]
)
_drop = PreparedDelete(
    lambda conference, person: RegistrationDraft.objects.filter(
        conference=conference, person=person
    )
)


def keep(*, conference: Conference, person, answers: Mapping[str, str | list[str]], by) -> None:
    """The answers as they were typed, in place of earlier ones. Raises ValidationError for a CPR number, and
    keeps nothing then. What is nobody's decision yet does not stand in the trail. One statement, so no
    transaction is begun and ended around it."""
    for value in answers.values():
        refuse_cpr(*([value] if isinstance(value, str) else value))
    _write.one(
        RegistrationDraft(
            conference=conference, person=person, answers=answers, changed_at=timezone.now()
        )
    )


def drop(*, conference: Conference, person, by) -> None:
    """It has been handed in. Safe to repeat. One statement, too."""
    _drop(conference.pk, person.pk)
