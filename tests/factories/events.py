"""Meetings and conferences for tests, made through the same flows as in the portal."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from events.conference.enums import PartKind
from events.conference.flows import arranging, parts, programme, publishing, registering
from events.conference.models import Session
from events.material.enums import Phase
from events.material.flows import adding
from events.meetings.flows import planning
from events.meetings.models import Meeting
from events.minutes.flows import finishing, writing
from members.people.enums import Role
from portal.ui.uploads import taken
from tests.factories import files
from tests.factories.people import make_coordinator, make_secretariat, municipality

#: A number whose check digit fits, and one whose does not.
EAN = "5798009800053"
WRONG_EAN = "5798009800054"


def meeting_facts(*, days: float = 12, **changes) -> planning.Facts:
    """A meeting of four hours that begins in so many days; negative ones are past."""
    starts_at = timezone.now().replace(second=0, microsecond=0) + timedelta(days=days)
    values = {
        "title": "Lokalmøde: aktindsigt",
        "host": municipality("Nyborg"),
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=4),
        "summary": "Frister, undtagelser og den gode følgeskrivelse.",
        "place_name": "Nyborg Rådhus",
        "place_address": "Torvet 1, 5800 Nyborg",
        "place_room": "Lokale 2.1",
        "capacity": 16,
    }
    return planning.Facts(**{**values, **changes})


def make_draft(group, *, by, agenda=(), **changes):
    return planning.plan(group=group, facts=meeting_facts(**changes), agenda=agenda, by=by)


def make_meeting(group, *, by=None, agenda=(), **changes):
    """A published meeting, planned by the given or a new coordinator of the group."""
    by = by or make_coordinator(group, "Kirsten Koordinator", group.municipalities.first().name)
    draft = make_draft(group, by=by, agenda=agenda, **changes)
    announced = min(timezone.now(), draft.starts_at - timedelta(days=1))
    return planning.publish(meeting=draft, at=announced, quietly=True, by=by)


def let_begin(meeting, *, hours: float = 1):
    """Move a meeting to where it began so many hours ago."""
    starts_at = timezone.now() - timedelta(hours=hours)
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=4)
    )
    meeting.refresh_from_db()
    return meeting


def make_minutes(meeting, *, by, text: str = "Vi talte om frister."):
    """Minutes that are being written, with a text under the first point; the meeting runs."""
    if meeting.starts_at > timezone.now():
        let_begin(meeting)
    minutes = writing.begin(meeting=meeting, by=by)
    section = minutes.sections.first()
    writing.save_section(section=section, body=text, number=section.version, by=by)
    return minutes


def make_final(meeting, *, by, text: str = "Vi blev enige."):
    """Final minutes, told to nobody."""
    minutes = make_minutes(meeting, by=by, text=text)
    return finishing.make_final(minutes=minutes, quietly=True, by=by)


def open_minutes(minutes, *, by, days: int = 14):
    """The same, sent to those who were there."""
    until = timezone.localdate() + timedelta(days=days)
    return finishing.open_for_comments(minutes=minutes, until=until, by=by)


def make_todo(owner, minutes, *, text: str = "Skriv et udkast", days: int = 7, by=None):
    """Promised under the first point."""
    by = by or minutes.meeting.planned_by
    due_on = timezone.localdate() + timedelta(days=days)
    section = minutes.sections.select_related("minutes__meeting__group").first()
    return writing.promise(section=section, text=text, owner=owner, due_on=due_on, by=by)


def thing(name: str = "Oplæg.docx", words: str = "Om frister og rykkere", **more) -> adding.Thing:
    """A letter of these words, as it comes from a form; or, with `link` or `guide`, that."""
    if more.keys() & {"link", "guide"}:
        return adding.Thing(**more)
    upload = taken(SimpleUploadedFile(name, files.word(words)))
    return adding.Thing(upload=upload, **more)


def make_material(meeting, *, by, things=None, phase=Phase.BEFORE, point=None, about="", **more):
    """The first of what was added to the meeting, told to nobody; one file unless told otherwise."""
    added = adding.add(
        occasion=meeting,
        things=things or [thing(**more)],
        phase=phase,
        point=point,
        about=about,
        quietly=True,
        by=by,
    )
    return added[0]


def conference_facts(*, opens: float = -20, closes: float = 110, **changes) -> arranging.Facts:
    """A conference in some months with its registration open; days are counted from now."""
    now = timezone.now()
    starts_on = timezone.localdate() + timedelta(days=changes.pop("days", 151))
    values = {
        "title": f"Årsmøde {starts_on.year}",
        "year": starts_on.year,
        "theme": "Tæt på og uafhængig",
        "intro": "Én gang om året samles hele netværket.\n\nDu får ny viden.",
        "venue": "Hotel Strandparken, Nyborg",
        "address": "Strandparken 1, 5800 Nyborg",
        "starts_on": starts_on,
        "ends_on": starts_on + timedelta(days=2),
        "registration_opens_at": now + timedelta(days=opens),
        "registration_closes_at": now + timedelta(days=closes),
        "capacity": 160,
        "price": Decimal(3450),
    }
    return arranging.Facts(**{**values, **changes})


def make_conference(*, by=None, programme=(), draft: bool = False, **changes):
    """A published conference (or a draft), arranged by the given or a new secretariat editor."""
    by = by or make_secretariat(Role.SECRETARIAT_EDITOR, "Rikke Redaktør", second_factor=False)
    conference = arranging.plan(facts=conference_facts(**changes), programme=programme, by=by)
    return conference if draft else arranging.publish(conference=conference, by=by)


def publish_programme(conference, *, by=None, words: str = ""):
    """All that is a draft in it, as a version."""
    by = by or make_secretariat(Role.SECRETARIAT_EDITOR, "Rikke Redaktør", second_factor=False)
    return publishing.publish(conference=conference, words=words, by=by)


def add_session(conference, point, *, by=None, words: str = ""):
    """A point that is written and published at once."""
    by = by or make_secretariat(Role.SECRETARIAT_EDITOR, "Rikke Redaktør", second_factor=False)
    draft = programme.add_session(conference=conference, point=point, by=by)
    publish_programme(conference, by=by, words=words)
    return Session.objects.get(uid=draft.uid)


def make_part(conference, kind="night", *, day: int = 0, by=None, **changes):
    """A night or a meal on the conference's first day, or `day` days after it."""
    by = by or make_secretariat(Role.SECRETARIAT_EDITOR, "Rikke Redaktør", second_factor=False)
    facts = parts.PartFacts(
        kind=PartKind(kind),
        on=conference.starts_on + timedelta(days=day),
        **{"title": "Frokost" if kind == "meal" else "", **changes},
    )
    return parts.add_part(conference=conference, facts=facts, by=by)


def keep_changes(client, address: str, sent: dict):
    """The form of a registration sent, looked over, and confirmed; the answer to the last of it."""
    shown = client.post(address, sent)
    if shown.status_code != 200 or "change" not in shown.context:
        return shown
    return client.post(address, {**sent, "confirm": "1", "seen": shown.context["change"].token})


def register(conference, person, **changes):
    """A seat, taken through the flow; `changes` replace its answers."""
    answers = {
        "payer": municipality("Odense"),
        "ean": EAN,
        "payer_reference": "Borgerrådgiveren",
        "key": uuid4(),
        "by": person,
    }
    names = registering.House.__dataclass_fields__
    house = {name: changes.pop(name) for name in list(changes) if name in names}
    if house:
        answers["house"] = registering.House(**house)
    return registering.register(conference=conference, person=person, **{**answers, **changes})
