"""The secretariat's own letters to some of the participants."""

from uuid import UUID

from django.db import transaction

from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import desk_notices as notices
from .. import letter_problems as problems
from ..enums import Selection
from ..models import Conference, GroupLetter, Part
from ..recipients import recipients
from . import stock


@transaction.atomic
def send(
    *,
    conference: Conference,
    selection: Selection,
    part: Part | None = None,
    subject: str,
    body: str,
    key: UUID,
    by,
) -> GroupLetter:
    """Send a letter to those whom the selection means now, once: the same key again answers with the first
    letter. It stands in the trail who sent it and to how many."""
    refuse_cpr(subject, body)
    conference = stock.lock(conference.pk)
    there = GroupLetter.objects.filter(key=key).first()
    if there is not None:
        return there
    people = list(recipients(conference, selection, part, but_for=by))
    stop_if(problems.to_send(conference, selection, part, len(people), by))
    letter = GroupLetter.objects.create(
        conference=conference,
        selection=selection,
        part=part,
        subject=subject,
        body=body,
        key=key,
        count=len(people),
        sent_by=by,
    )
    notices.tell_letter(letter, people, by=by)
    trail.record(
        "conference.letter_sent", on=letter, by=by, conference=conference.pk, count=len(people)
    )
    return letter
