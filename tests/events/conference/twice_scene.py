"""Who stands where before something is sent twice."""

from datetime import time

from events.conference.enums import SessionKind
from events.conference.flows import (
    arranging,
    booking,
    registering,
    sharing,
)
from events.conference.models import Conference, Part
from tests.factories import billing, proposals
from tests.factories.events import make_conference, make_part, register
from tests.factories.people import make_member

SLOT = "slot_1_1000_1100"


def point(title: str, hour: int = 10, **more) -> arranging.Point:
    return arranging.Point(1, time(hour), time(hour + 1), SessionKind.PARALLEL, title, **more)


class Scene:
    """A conference, the member's registration, and somebody who stands in line behind them."""

    def __init__(self, personas):
        self.personas, self.by = personas, personas.editor
        self.conference = make_conference(
            by=self.by, programme=[point("Mægling", capacity=1), point("Tilsyn"), point("Tavs", 13)]
        )
        self.pk = self.conference.pk
        self.night = make_part(self.conference, capacity=3, by=self.by)
        self.first = register(self.conference, make_member("Først", "Vejle"), parts=self.mediation)

    @property
    def mediation(self) -> list[Part]:
        return [Part.objects.get(session__title="Mægling")]

    def session(self, title: str):
        return self.conference.sessions.get(title=title)

    def mine(self, **changes):
        return register(self.conference, self.personas.member, **changes)

    def held(self):
        """Mine, with a session that is held for me."""
        mine = self.mine(parts=[Part.objects.get(session__title="Tilsyn")], waits=self.mediation)
        booking.book(registration=self.first, parts=[], by=self.first.person)
        return mine

    def seat_held(self):
        """Mine, with a seat that is held for me."""
        Conference.objects.update(capacity=1)
        mine = self.mine(waits_for_seat=True)
        registering.cancel_registration(registration=self.first, by=self.first.person)
        return mine

    def share(self):
        """Somebody has asked to share my room."""
        mine = self.mine(parts=[self.night], on_list=True)
        other = register(self.conference, make_member("Rosa", "Vejle"), parts=[self.night])
        return mine, sharing.ask(registration=other, other=mine, by=other.person)

    def proposal(self, person=None):
        return proposals.make_proposal(self.conference, person or self.personas.member, by=self.by)

    def bill(self):
        billing.make_seller(by=self.by)
        return billing.bill_all(self.conference, by=self.by)[0]
