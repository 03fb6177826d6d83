"""What the secretariat does: plan, change, publish, call off, set the programme."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import notices, problems
from ..enums import State
from ..indexing import index
from ..models import Conference, Session
from . import publishing, stock
from .points import Point, write


@dataclass(frozen=True)
class Facts:
    """Everything about a conference but its programme; a form's cleaned data, by name."""

    title: str
    year: int
    venue: str
    starts_on: date
    ends_on: date
    registration_opens_at: datetime
    registration_closes_at: datetime
    capacity: int
    price: Decimal
    theme: str = ""
    intro: str = ""
    address: str = ""
    early_price: Decimal | None = None
    early_until: date | None = None


@transaction.atomic
def plan(*, facts: Facts, programme: Iterable[Point] = (), by) -> Conference:
    """A draft that only those who manage conferences see."""
    stop_if(problems.to_manage(by))
    conference = Conference.objects.create(**vars(facts))
    trail.record("conference.planned", on=conference, by=by, year=facts.year)
    _guard(facts)
    return set_programme(conference=conference, programme=programme, by=by)


@transaction.atomic
def change(*, conference: Conference, facts: Facts, by) -> Conference:
    """Replace the facts; never fewer seats than there are participants. Safe to repeat."""
    conference = stock.lock(conference.pk)
    stop_if(problems.to_change(conference, by, facts))
    _guard(facts)
    if all(getattr(conference, name) == value for name, value in vars(facts).items()):
        return conference
    Conference.objects.filter(pk=conference.pk).update(
        **vars(facts), changed_at=timezone.now(), sequence=F("sequence") + 1
    )
    conference.refresh_from_db()
    index(conference)
    trail.record("conference.changed", on=conference, by=by)
    stock.pass_on_seats(conference, timezone.now(), by)
    return conference


@transaction.atomic
def set_programme(*, conference: Conference, programme: Iterable[Point], by) -> Conference:
    """Replace the whole programme by these points, as long as nobody is registered, as a version that is
    published with the conference; from then on points are written one by one (`flows.programme`) and
    published (`flows.publishing`)."""
    stop_if([*problems.to_manage(by), *problems.to_replace_programme(conference)])
    points = list(programme)
    for point in points:
        refuse_cpr(*point.texts)
    conference.sessions.all().delete()
    conference.session_drafts.all().delete()
    for point in points:
        write(Session(conference=conference), point)
    if points:
        publishing.first_version(conference=conference, by=by)
    index(conference)
    trail.record("conference.programme_set", on=conference, by=by, points=len(points))
    return conference


@transaction.atomic
def publish(*, conference: Conference, by) -> Conference:
    """Show it to all members."""
    conference = stock.lock(conference.pk)
    stop_if(problems.to_publish(conference, by))
    _set_state(conference, State.PUBLISHED)
    trail.record("conference.published", on=conference, by=by)
    return conference


@transaction.atomic
def call_off(*, conference: Conference, by) -> Conference:
    """There is no conference this year; everybody with a seat is told, and the page stays."""
    conference = stock.lock(conference.pk)
    stop_if(problems.to_call_off(conference, by))
    _set_state(conference, State.CANCELLED)
    trail.record("conference.called_off", on=conference, by=by)
    notices.tell_called_off(conference, by=by)
    return conference


def _set_state(conference: Conference, state: State) -> None:
    Conference.objects.filter(pk=conference.pk).update(
        state=state, changed_at=timezone.now(), sequence=F("sequence") + 1
    )
    conference.refresh_from_db()


def _guard(facts: Facts) -> None:
    refuse_cpr(facts.title, facts.theme, facts.intro, facts.venue, facts.address)
