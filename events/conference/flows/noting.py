"""What the secretariat writes down about a registration."""

from django.db import transaction

from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import problems
from ..models import Note, Registration
from . import stock


@transaction.atomic
def note(*, registration: Registration, text: str, by) -> Note:
    """Write a note; the trail names it by its number. The last one's words once more, by the same hand, are
    the same note: the form came twice. Raises ValidationError for a CPR number."""
    refuse_cpr(text)
    stop_if(problems.to_manage(by))
    stock.lock(registration.conference_id)
    last = registration.notes.order_by("-written_at", "-pk").first()
    if last is not None and (last.text, last.written_by_id) == (text.strip(), by.pk):
        return last
    written = Note.objects.create(registration=registration, text=text.strip(), written_by=by)
    trail.record(
        "conference.noted",
        on=registration,
        by=by,
        about=registration.person,
        note=written.pk,
    )
    return written
