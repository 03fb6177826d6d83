"""Why a letter to participants cannot be sent, as values."""

from django.utils.translation import gettext_lazy as _

from portal.kit.problems import Blocker

from .enums import OF_A_PART, Selection, State
from .models import Conference, Part
from .problems import to_manage


def to_send(
    conference: Conference, selection: Selection | str, part: Part | None, count: int, user
) -> list[Blocker]:
    """Why nothing goes out: nobody is meant, or the conference is a draft that nobody knows of."""
    found = to_manage(user)
    if conference.state == State.DRAFT:
        found.append(
            Blocker("a_draft", _("Nobody knows of the conference before it is published."))
        )
    if selection in OF_A_PART and (part is None or part.conference_id != conference.pk):
        found.append(Blocker("no_part", _("Choose which session, meal or night.")))
    elif not count:
        found.append(Blocker("nobody", _("Nobody is meant by that, so nothing is sent.")))
    return found
