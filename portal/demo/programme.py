"""What has happened to the coming conference's programme since it was published, and what members propose."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from django.utils import timezone

from events.conference.flows import programme, publishing
from events.conference.flows.points import point_of
from events.conference.models import Conference
from events.conference.queries import current_conference
from events.material.enums import Phase
from events.material.flows import adding
from events.proposals.enums import Form, State
from events.proposals.flows import calling, deciding, proposing, reviewing
from events.proposals.models import Call, OutcomeLetter, Proposal, Review
from events.proposals.plans import Facts
from events.proposals.words import first_words

from .cast import Cast
from .conference import point, talkers
from .texts import read


def write_programme() -> None:
    """A second version with its list of changes, a draft that waits, and an open call."""
    cast = Cast()
    told = read("programme")
    editor = cast.by_key["nanna-juul-overgaard"]
    conference = current_conference()
    assert conference is not None, "it has been written before"
    _second_version(conference, told["version"], editor)
    for row in told["material"]:
        session = conference.sessions.get(title=row["session"])
        adding.add(
            occasion=session,
            things=[adding.Thing(link=row["link"], title=row["title"])],
            phase=Phase(row["phase"]),
            about=row["about"],
            quietly=True,
            by=session.speakers.get().person,
        )
    for row in told["draft"]:
        programme.add_session(conference=conference, point=point(conference, row, cast), by=editor)
    call = _call(conference, told["call"], cast, editor)
    for number, row in enumerate(told["proposal"]):
        _proposal(call, row, number, cast, editor)


def _second_version(conference: Conference, told: dict, by) -> None:
    for row in told["move"]:
        session = conference.sessions.get(title=row["title"])
        wanted = point_of(session)
        if "starts" in row:
            wanted = replace(wanted, starts=time.fromisoformat(row["starts"]))
        if "room" in row:
            wanted = replace(wanted, hall=conference.halls.get(name=row["room"]))
        programme.change_session(plan=session, point=_that_fits(session, wanted, row), by=by)
    cancelled = conference.sessions.get(title=told["cancel"]["title"])
    programme.cancel_session(session=cancelled, by=by)
    version = publishing.publish(conference=conference, words=told["words"], by=by)
    moment = timezone.now() - timedelta(days=2)
    type(version).objects.filter(pk=version.pk).update(published_at=moment)
    conference.versions.filter(number=1).update(published_at=conference.registration_opens_at)


def _that_fits(session, wanted, row: dict):
    """No fewer seats than have been taken."""
    if "capacity" not in row:
        return wanted
    return replace(wanted, capacity=max(row["capacity"], session.taken))


def _call(conference: Conference, told: dict, cast: Cast, by) -> Call:
    now = timezone.now()
    call = calling.write_call(
        conference=conference,
        opens_at=now - timedelta(days=told["opens_days_ago"]),
        closes_at=now + timedelta(days=told["closes_in_days"]),
        text="\n\n".join(told["text"]),
        by=by,
    )
    for key in told["panel"]:
        calling.name_panelist(call=call, person=cast.by_key[key], by=by)
    return call


def _proposal(call: Call, row: dict, number: int, cast: Cast, editor) -> None:
    person = cast.by_key[row["by"]]
    begun = call.opens_at + timedelta(days=1 + number, hours=number)
    proposal = proposing.save(
        call=call,
        facts=Facts(
            title=row["title"],
            abstract=row["abstract"],
            form=Form(row["form"]),
            minutes=row["minutes"],
            day=row.get("day"),
            track=call.conference.tracks.filter(name=row.get("track", "")).first(),
            equipment=row.get("equipment", ""),
        ),
        speakers=talkers({"speakers": row.get("speakers", [{"key": row["by"]}])}, cast),
        submit=not row.get("draft", False),
        at=begun,
        by=person,
    )
    for key, score, comment in row.get("scores", ()):
        reviewing.review(proposal=proposal, score=score, comment=comment, by=cast.by_key[key])
    Review.objects.filter(proposal=proposal).update(written_at=begun + timedelta(days=2))
    if "outcome" in row:
        _answer(proposal, State(row["outcome"]), begun + timedelta(days=3), editor)
    if row.get("confirm"):
        proposing.confirm(proposal=proposal, by=person)
    if row.get("make"):
        deciding.make_session(proposal=proposal, by=editor)


def _answer(proposal: Proposal, outcome: State, at: datetime, by) -> None:
    letter = deciding.decide(
        proposal=proposal, outcome=outcome, body=first_words(proposal, outcome), by=by
    )
    OutcomeLetter.objects.filter(pk=letter.pk).update(sent_at=at)
