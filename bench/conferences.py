"""A conference to register for, made through the flows as the secretariat makes it."""

from datetime import time, timedelta
from decimal import Decimal

from django.utils import timezone

from events.conference.enums import PartKind, SessionKind
from events.conference.flows import arranging, parts, points
from events.conference.models import Conference, Registration
from members.people.enums import Permission
from members.people.queries import holders
from portal.pages.models import NetworkSettings

#: No conference of the demo network is held so late.
YEAR = 2090


def announce(seats: int, *, year: int = YEAR) -> Conference:
    """The conference of the year, open since a moment ago: two slots of three sessions, three lunches, two
    nights, each with room for all. The one before it is taken away."""
    take_away(year)
    editor = holders(Permission.MANAGE_CONFERENCE)[0]
    first = timezone.localdate() + timedelta(days=90)
    facts = arranging.Facts(
        title="Årsmøde med mange",
        year=year,
        theme="Tæt på og uafhængig",
        intro="Én gang om året samles hele netværket.",
        venue="Hotel Strandparken, Nyborg",
        starts_on=first,
        ends_on=first + timedelta(days=2),
        registration_opens_at=timezone.now() - timedelta(seconds=1),
        registration_closes_at=timezone.now() + timedelta(days=60),
        capacity=seats,
        price=Decimal(3450),
    )
    programme = [
        points.Point(
            day=day,
            starts=time(10),
            ends=time(12),
            kind=SessionKind.PARALLEL,
            title=f"Session {letter} på dag {day}",
            abstract="Erfaringer, metoder og de svære samtaler, fortalt af en kollega." * 3,
            speakers=(points.Talker(name="Mette Holm", organisation="Odense"),),
            capacity=seats,
        )
        for day in (1, 2)
        for letter in "ABC"
    ]
    conference = arranging.plan(facts=facts, programme=programme, by=editor)
    arranging.publish(conference=conference, by=editor)
    for kind, days in ((PartKind.MEAL, 3), (PartKind.NIGHT, 2)):
        for day in range(days):
            parts.add_part(
                conference=conference,
                facts=parts.PartFacts(
                    kind=kind,
                    on=first + timedelta(days=day),
                    title="Frokost" if kind == PartKind.MEAL else "",
                    capacity=seats,
                    price=Decimal(0 if kind == PartKind.MEAL else 1195),
                ),
                by=editor,
            )
    settings = NetworkSettings.load()
    settings.conference = conference
    settings.save()
    return conference


def take_away(year: int = YEAR) -> None:
    """It and all who have registered for it."""
    Registration.objects.filter(conference__year=year).delete()
    Conference.objects.filter(year=year).delete()
