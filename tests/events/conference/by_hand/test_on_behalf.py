"""What the secretariat registers, changes and cancels on somebody's behalf."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.conference.enums import Place, RegistrationState
from events.conference.flows import booking, noting, on_behalf, registering
from events.conference.models import Conference, Note, Part, Registration
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.events.conference.by_hand.asking import CPR, codes
from tests.factories.events import EAN, make_conference, make_part, register
from tests.factories.people import make_member, municipality

pytestmark = pytest.mark.django_db


def on_behalf_of(conference, person, by, **changes) -> Registration:
    answers = {
        "payer": municipality("Odense"),
        "ean": EAN,
        "payer_reference": "Borgerrådgiveren",
        "note": "Ringede",
        "key": uuid4(),
    }
    return on_behalf.register(conference=conference, person=person, **{**answers, **changes}, by=by)


def test_the_secretariat_registers_after_the_closing_day_and_nobody_else(
    conference, desk, personas
):
    Conference.objects.update(
        registration_closes_at=timezone.now() - timedelta(hours=1),
    )
    with pytest.raises(Refused):
        register(conference, personas.member)
    with pytest.raises(Refused):
        register(conference, personas.member, late=True)
    key = uuid4()
    first, again = (on_behalf_of(conference, personas.member, desk, key=key) for _ in range(2))
    assert first == again and first.is_confirmed and first.registered_by == desk
    assert Conference.objects.get().taken == 1 and first.notes.count() == 1
    letter = OutgoingMail.objects.get(template="conference/mail/registered")
    assert letter.recipient == personas.member
    assert Entry.objects.filter(action="conference.registered_on_behalf").count() == 1


def test_the_secretariat_gets_no_more_than_there_is(desk, personas):
    conference = make_conference(by=desk, capacity=1)
    register(conference, make_member("Ada", "Odense"))
    late = on_behalf_of(conference, personas.member, desk)
    assert late.state == RegistrationState.WAITING
    night = make_part(conference, capacity=1, by=desk)
    ada = Registration.objects.get(person__name="Ada")
    house = registering.House(needs="Trinfri adgang")
    make = {"house": house, "note": "Ringede", "by": desk}
    on_behalf.change(registration=ada, parts=[night], **make)
    Conference.objects.update(capacity=2, taken=2)
    Registration.objects.filter(pk=late.pk).update(state="confirmed", waiting_since=None)
    with pytest.raises(Refused) as refused:
        on_behalf.change(registration=late, parts=[night], **make)
    assert codes(refused) == ["full"]
    late.refresh_from_db()
    assert late.needs == "" and not late.bookings.exists()
    on_behalf.change(registration=late, parts=[], waits=[night], **make)
    assert late.bookings.get().place == Place.WAITING
    late.refresh_from_db()
    assert late.needs == "Trinfri adgang"


def test_the_secretariat_changes_and_cancels_after_the_dates(conference, desk, personas):
    night = make_part(conference, capacity=3, by=desk)
    mine = register(conference, personas.member, parts=[night])
    today = timezone.localdate()
    Part.objects.update(changes_until=today - timedelta(days=9))
    Conference.objects.update(starts_on=today, ends_on=today + timedelta(days=2))
    with pytest.raises(Refused):
        booking.leave(booking=mine.bookings.get(), by=personas.member)
    on_behalf.change(registration=mine, parts=[], house=registering.House(), note="Syg", by=desk)
    assert not mine.bookings.exists()
    told = Notice.objects.get(kind="conference_desk", recipient=personas.member)
    assert told.title == "Sekretariatet har ændret din tilmelding"
    with pytest.raises(Refused):
        on_behalf.cancel(registration=mine, note="Vil hjem", by=personas.member)
    for _ in range(2):
        on_behalf.cancel(registration=mine, note="Er syg", by=desk)
    mine.refresh_from_db()
    assert mine.state == RegistrationState.CANCELLED
    assert [note.text for note in mine.notes.all()] == ["Er syg", "Syg"]


def test_a_note_holds_no_cpr_number_and_is_the_desks(conference, desk, personas):
    mine = register(conference, personas.member)
    with pytest.raises(ValidationError):
        noting.note(registration=mine, text=f"Se {CPR}", by=desk)
    with pytest.raises(Refused):
        noting.note(registration=mine, text="Hej", by=personas.member)
    assert not Note.objects.exists()
