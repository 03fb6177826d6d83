"""A point of the programme as it is written: as the desk's draft, and as what is published of it, with the
part that one books of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import Any

from members.people.models import User

from ..enums import PartKind, SessionKind
from ..models import Hall, Part, Session, SessionDraft, Speaker, Track
from ..models.programme import Piece

#: What stands on the row of a session and of a draft alike.
FACTS = ("day", "starts", "ends", "kind", "title", "abstract", "hall", "track")


@dataclass(frozen=True)
class Talker:
    """Who speaks, in the order given: a member, or a guest by name."""

    person: User | None = None
    name: str = ""
    title: str = ""
    organisation: str = ""
    about: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        return self.name, self.title, self.organisation, self.about


@dataclass(frozen=True)
class Point:
    """A point for the programme; `day` 1 is the first."""

    day: int
    starts: time
    ends: time
    kind: SessionKind
    title: str
    abstract: str = ""
    capacity: int | None = None
    hall: Hall | None = None
    track: Track | None = None
    speakers: tuple[Talker, ...] = ()

    @property
    def facts(self) -> dict[str, Any]:
        """What stands in the programme; the seats are the part's, and who speaks has rows of its own."""
        return {name: getattr(self, name) for name in FACTS}

    @property
    def texts(self) -> tuple[str, ...]:
        """What somebody has typed."""
        said = [text for each in self.speakers for text in each.texts]
        return self.title, self.abstract, *said


def point_of(piece: Piece) -> Point:
    """What a session or a draft says, to be written somewhere else; asks with the speakers at hand."""
    return Point(
        **{name: getattr(piece, name) for name in FACTS},
        capacity=piece.capacity,  # type: ignore[attr-defined] # both kinds have it
        speakers=tuple(talkers(piece.speakers.all())),
    )


def talkers(speakers: Iterable[Any]) -> list[Talker]:
    """The rows as they are written elsewhere: those of a session, a draft or a proposal."""
    return [
        Talker(each.person, each.name, each.title, each.organisation, each.about)
        for each in speakers
    ]


def seats_of(point: Point) -> int | None:
    """How many can choose it: as many as it says, else as many as its room has chairs."""
    if point.kind != SessionKind.PARALLEL:
        return None
    chairs = point.hall.capacity if point.hall is not None else None
    return chairs if point.capacity is None else point.capacity


def write_draft(draft: SessionDraft, point: Point) -> SessionDraft:
    """The point as the desk wants it; nobody else sees it. The caller holds the conference's row."""
    for name, value in {**point.facts, "capacity": point.capacity}.items():
        setattr(draft, name, value)
    draft.save()
    draft.speakers.all().delete()
    _speak(point, draft=draft)
    return draft


def write(session: Session, point: Point) -> Session:
    """The point as it is published, and its part where it is a choice. The caller holds the conference's
    row."""
    for name, value in point.facts.items():
        setattr(session, name, value)
    session.save()
    if session.is_chosen:
        seats = seats_of(point)
        part, _created = Part.objects.update_or_create(
            session=session,
            defaults={"capacity": seats},
            create_defaults={
                "conference": session.conference,
                "kind": PartKind.SESSION,
                "capacity": seats,
            },
        )
        session.part = part  # type: ignore[attr-defined] # the other end of a one-to-one
    else:
        Part.objects.filter(session=session).delete()
    session.speakers.all().delete()
    _speak(point, session=session)
    return session


def _speak(point: Point, **place: Piece) -> None:
    Speaker.objects.bulk_create(
        Speaker(
            **place,
            person=each.person,
            name="" if each.person is not None else each.name,
            title=each.title,
            organisation=each.organisation,
            about=each.about,
            order=order,
        )
        for order, each in enumerate(point.speakers, start=1)
    )
