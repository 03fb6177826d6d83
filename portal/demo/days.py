"""Last year's conference: who came, what was eaten, and the certificates; a helper for the coming one, whose
badges wait to be printed."""

from datetime import datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from events.certificates.flows import conferring
from events.check_in.flows import checking, helping
from events.conference.enums import PartKind, State
from events.conference.flows import arranging, copying, registering
from events.conference.models import Conference, Part, Registration
from portal.kit.dates import COPENHAGEN

from .cast import Cast
from .conference import invented_ean, slots

#: So many were there last year; those who come for the first time this year are the others.
LAST_YEAR = 48
HELPER = "jens-aagaard"


def write_days() -> None:
    cast = Cast()
    editor = cast.by_key["nanna-juul-overgaard"]
    coming = Conference.objects.filter(state=State.PUBLISHED).earliest("starts_on")
    helping.name_helper(conference=coming, person=cast.by_key[HELPER], by=editor)
    last = arranging.publish(
        conference=copying.copy(
            conference=coming, starts_on=coming.starts_on - timedelta(weeks=52), by=editor
        ),
        by=editor,
    )
    parts = list(last.parts.all())
    sessions = slots([part for part in parts if part.kind == PartKind.SESSION])
    meals = [part for part in parts if part.kind == PartKind.MEAL]
    people = [person for key, person in cast.by_key.items() if key != "mette-holm"][:LAST_YEAR]
    come = [
        _register(last, person, number, sessions, meals)
        for number, person in enumerate(people, start=1)
    ]
    _hold(last, come, meals, editor)
    after = datetime.combine(last.ends_on, time(10), tzinfo=COPENHAGEN) + timedelta(days=2)
    conferring.confer(conference=last, at=after, quietly=True, by=editor)


def _register(
    conference: Conference, person, number: int, sessions: list[list[Part]], meals: list[Part]
) -> Registration:
    """One after the other, with a session of each slot and every meal."""
    payer = person.home_municipality
    return registering.register(
        conference=conference,
        person=person,
        payer=payer,
        ean=invented_ean(payer.code),
        payer_reference=person.name,
        parts=[*(slot[number % len(slot)] for slot in sessions), *meals],
        key=uuid5(NAMESPACE_URL, f"demo-last-year-{person.email}"),
        at=conference.registration_opens_at + timedelta(hours=number),
        by=person,
    )


def _hold(conference: Conference, come: list[Registration], meals: list[Part], by) -> None:
    """They come in the morning, but for some; each meal has a few less than ordered it."""
    begins = datetime.combine(conference.starts_on, time(8, 40), tzinfo=COPENHAGEN)
    heard = [
        _heard(each, 0, begins + timedelta(minutes=number))
        for number, each in enumerate(come)
        if number % 11 != 5
    ]
    for place, meal in enumerate(meals, start=3):
        on = meal.on or conference.starts_on
        noon = datetime.combine(on, time(12), tzinfo=COPENHAGEN)
        heard += [
            _heard(each, meal.pk, noon + timedelta(minutes=number))
            for number, each in enumerate(come)
            if number % 11 != 5 and number % place
        ]
    over = datetime.combine(conference.ends_on, time(15), tzinfo=COPENHAGEN)
    checking.take_in(conference=conference, heard=heard, now=over, by=by)


def _heard(registration: Registration, part: int, at: datetime) -> checking.Heard:
    uid = uuid5(NAMESPACE_URL, f"demo-door-{registration.idempotency_key}-{part}")
    return checking.Heard(uid, registration.pk, part, True, at)
