"""Last year's conference: who came, what was eaten, and the certificates; a helper for the coming one, whose
badges wait to be printed."""

from datetime import datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from events.certificates.flows import conferring
from events.check_in.flows import checking, helping
from events.conference.enums import PartKind, Place, RegistrationState
from events.conference.models import Conference, Registration
from events.conference.queries import current_conference
from portal.kit.dates import COPENHAGEN

from .cast import Cast

HELPER = "jens-aagaard"


def write_days() -> None:
    cast = Cast()
    editor = cast.by_key["nanna-juul-overgaard"]
    coming = current_conference()
    assert coming is not None, "it has been written before"
    helping.name_helper(conference=coming, person=cast.by_key[HELPER], by=editor)
    last = Conference.objects.filter(starts_on__lt=coming.starts_on).latest("starts_on")
    come = list(last.registrations.filter(state=RegistrationState.CONFIRMED).order_by("pk"))
    _hold(last, come, editor)
    after = datetime.combine(last.ends_on, time(10), tzinfo=COPENHAGEN) + timedelta(days=2)
    conferring.confer(conference=last, at=after, quietly=True, by=editor)


def _hold(conference: Conference, come: list[Registration], by) -> None:
    """They come in the morning, but for some; each meal has a few less than ordered it."""
    begins = datetime.combine(conference.starts_on, time(8, 40), tzinfo=COPENHAGEN)
    heard = [
        _heard(each, 0, begins + timedelta(minutes=number))
        for number, each in enumerate(come)
        if number % 11 != 5
    ]
    for place, meal in enumerate(conference.parts.filter(kind=PartKind.MEAL), start=3):
        ordered = set(
            meal.bookings.filter(place=Place.TAKEN).values_list("registration", flat=True)
        )
        on = meal.on or conference.starts_on
        noon = datetime.combine(on, time(12), tzinfo=COPENHAGEN)
        heard += [
            _heard(each, meal.pk, noon + timedelta(minutes=number))
            for number, each in enumerate(come)
            if number % 11 != 5 and number % place and each.pk in ordered
        ]
    over = datetime.combine(conference.ends_on, time(15), tzinfo=COPENHAGEN)
    checking.take_in(conference=conference, heard=heard, now=over, by=by)


def _heard(registration: Registration, part: int, at: datetime) -> checking.Heard:
    uid = uuid5(NAMESPACE_URL, f"demo-door-{registration.idempotency_key}-{part}")
    return checking.Heard(uid, registration.pk, part, True, at)
