"""What the secretariat writes down about a registration."""

from django.db import transaction

from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import problems
from ..models import Note, Registration


@transaction.atomic
def note(*, registration: Registration, text: str, by) -> Note:
    """Write a note; the trail names it by its number. Raises ValidationError for a CPR number."""
    refuse_cpr(text)
    stop_if(problems.to_manage(by))
    written = Note.objects.create(registration=registration, text=text.strip(), written_by=by)
    trail.record(
        "conference.noted",
        on=registration,
        by=by,
        about=registration.person,
        note=written.pk,
    )
    return written
