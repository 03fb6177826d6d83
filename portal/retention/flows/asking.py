"""Asking to have one's own data corrected or erased, and taking it back."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import notices
from ..enums import Kind, Outcome
from ..models import DataRequest, to_be_answered_by
from ..problems import to_ask, to_have_received, to_withdraw


@transaction.atomic
def ask(
    *, person: User, kind: Kind, words: str, received_on: date | None = None, by
) -> DataRequest:
    """Write down what a person asks; `received_on` is the day it came where the secretariat does it for
    them. The same once more, as by a double click, gives the first one back.

    Raises `Refused`, and ValidationError for a CPR number in the words.
    """
    refuse_cpr(words)
    # Whoever clicks twice waits here for themself, and then for an erasing that was quicker.
    person = User.objects.select_for_update().get(pk=person.pk)
    own = by.pk == person.pk
    standing = person.data_requests.filter(kind=kind, outcome="", words=words)
    same = standing.filter(written_by=None if own else by).first()
    if same is not None:
        return same
    day = received_on or timezone.localdate()
    stop_if([*to_ask(person, kind, by), *to_have_received(day)])
    made = DataRequest.objects.create(
        person=person,
        kind=kind,
        words=words,
        received_on=day,
        due_on=to_be_answered_by(day),
        written_by=None if own else by,
    )
    trail.record("retention.request_made", on=made, by=by, about=person, kind=str(kind))
    notices.received(made, by=by)
    return made


@transaction.atomic
def withdraw(*, request: DataRequest, by) -> DataRequest:
    """The one who asked thinks better of it. Raises `Refused`, also when it has just been answered."""
    stop_if(to_withdraw(request, by))
    closed = DataRequest.objects.filter(pk=request.pk, outcome="").update(
        outcome=Outcome.WITHDRAWN, closed_at=timezone.now()
    )
    request.refresh_from_db()
    if not closed:
        stop_if(to_withdraw(request, by))
    trail.record("retention.request_withdrawn", on=request, by=by, about=request.person)
    return request
