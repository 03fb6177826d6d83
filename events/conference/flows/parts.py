"""Meals and hotel nights, and how many there are of each: the secretariat's."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from .. import part_problems as problems
from ..enums import PartKind
from ..models import Conference, Part
from . import stock


@dataclass(frozen=True)
class PartFacts:
    """What a part is; a form's cleaned data, by name. Without a capacity there is enough for all."""

    kind: PartKind
    on: date
    title: str = ""
    capacity: int | None = None
    price: Decimal = Decimal(0)
    changes_until: date | None = None
    early_price: Decimal | None = None
    early_until: date | None = None
    twin_price: Decimal | None = None
    early_twin_price: Decimal | None = None


@transaction.atomic
def add_part(*, conference: Conference, facts: PartFacts, by) -> Part:
    """One more meal or night. The very same again is the same part: a form sent twice adds one."""
    refuse_cpr(facts.title)
    conference = stock.lock(conference.pk)
    stop_if(problems.to_write(conference, facts, by))
    there = conference.parts.filter(kind=facts.kind, on=facts.on, title=facts.title).first()
    if there is not None:
        return there
    part = Part.objects.create(conference=conference, **asdict(facts))
    trail.record("conference.part_added", on=part, by=by, conference=conference.pk)
    return part


@transaction.atomic
def change_part(*, part: Part, facts: PartFacts, by) -> Part:
    """Replace what it says; never fewer than are taken. More of it goes to those who wait."""
    refuse_cpr(facts.title)
    conference = stock.lock(part.conference_id)
    part = Part.objects.select_related("session", "conference").get(pk=part.pk)
    stop_if(problems.to_change(part, facts, by))
    for name, value in asdict(facts).items():
        setattr(part, name, value)
    part.save(update_fields=[*asdict(facts)])
    trail.record("conference.part_changed", on=part, by=by, conference=conference.pk)
    stock.pass_on(conference, [part.pk], timezone.now(), by)
    return part


@transaction.atomic
def set_price(
    *,
    part: Part,
    price: Decimal,
    early_price: Decimal | None = None,
    early_until: date | None = None,
    by,
) -> Part:
    """What a session costs, for the programme does not say it. Who has booked it keeps their price."""
    conference = stock.lock(part.conference_id)
    part = Part.objects.select_related("session", "conference").get(pk=part.pk)
    stop_if(problems.to_manage(by))
    told = {"price": price, "early_price": early_price, "early_until": early_until}
    for name, value in told.items():
        setattr(part, name, value)
    part.save(update_fields=[*told])
    trail.record("conference.part_changed", on=part, by=by, conference=conference.pk)
    return part


@transaction.atomic
def remove_part(*, part: Part, by) -> None:
    """Take away what nobody has booked or waits for."""
    conference = stock.lock(part.conference_id)
    part = Part.objects.select_related("session", "conference").get(pk=part.pk)
    stop_if(problems.to_remove(part, by))
    trail.record("conference.part_removed", on=part, by=by, conference=conference.pk)
    part.delete()
