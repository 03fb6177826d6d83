"""A conference that is over, with what its sessions were and who was at which, for tests."""

from datetime import time, timedelta

from django.utils import timezone

from events.conference.enums import SessionKind
from events.conference.flows import arranging, booking
from events.conference.flows.points import Talker
from events.conference.models import Conference, Part
from events.evaluations.flows import answering, opening, preparing
from events.evaluations.models import Evaluation
from events.evaluations.queries import sections_for
from events.feedback import default
from events.feedback.queries import key_of, subject_of

from . import check_in, events


def point(title: str, kind="plenary", *, day: int = 1, starts=9, speaker=None, **more):
    speakers = (Talker(person=speaker),) if speaker is not None else ()
    return arranging.Point(
        day,
        time(starts),
        time(starts + 1),
        SessionKind(kind),
        title,
        speakers=speakers,
        **more,
    )


def programme(speaker=None, *, closing: str = "Afslutning") -> list:
    """Two plenaries, two sessions at the same time, and what nobody is asked about."""
    return [
        point("Åbning"),
        point("Mægling i praksis", "parallel", starts=10, capacity=40, speaker=speaker),
        point("Frister og rykkere", "parallel", starts=10, capacity=40),
        point("Frokost", "meal", starts=12),
        point("Bytur", "social", starts=18),
        point(closing, day=3, starts=11),
    ]


def make_held(people, *, by, speaker=None, days_ago: int = 4, points=None, **changes) -> Conference:
    """A conference that ended two days ago (or longer), with these people, who all chose the first of what is
    held at the same time."""
    year = (timezone.localdate() - timedelta(days=days_ago)).year
    changes = {"year": year, "title": f"Årsmøde {year}", **changes}
    conference = events.make_conference(
        by=by, programme=programme(speaker) if points is None else points, **changes
    )
    for person in people:
        registration = events.register(conference, person)
        if points is None:
            choose(registration, "Mægling i praksis")
    return check_in.let_begin(conference, days_ago=days_ago)


def choose(registration, title: str) -> None:
    part = Part.objects.get(session__title=title, session__conference=registration.conference)
    booking.book(registration=registration, parts=[part], by=registration.person)


def key(conference, title: str) -> str:
    return key_of(conference.sessions.get(title=title).pk)


def make_evaluation(conference, *, by, questions=None, at=None, quietly: bool = True) -> Evaluation:
    """The usual questions, open."""
    evaluation = preparing.ask(
        subject=subject_of(conference), questions=questions or default.questions(), by=by
    )
    return opening.open_now(evaluation=evaluation, at=at, quietly=quietly, by=by)


def answers(
    evaluation, person, *, scale: int = 4, choice: int = 2, text: str = "Godt.", parts=True
):
    """One answer to each question that the person is asked, of the whole and (`parts`) of each session."""
    values = {"scale": scale, "choice": choice, "text": text}
    return {
        each.pk: values[each.kind]
        for section in sections_for(person, evaluation)
        if parts or section.part is None
        for each in section.questions
        if values[each.kind]
    }


def answer(evaluation, person, **values) -> None:
    given = answers(evaluation, person, **values)
    answering.answer(evaluation=evaluation, given=given, by=person)
