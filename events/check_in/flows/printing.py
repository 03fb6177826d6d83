"""Badges: each participant has one, and it is noted when it was printed. Printing is not checking in."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from events.conference.models import Conference, Registration
from portal.audit import trail
from portal.kit.problems import stop_if

from .. import desk_queries, problems
from ..enums import A_FILE, Batch
from ..models import Badge
from ..models.badge import drawn
from .holding import hold


@transaction.atomic
def print_badges(*, conference: Conference, batch: Batch, file: int = 1, by) -> list[Registration]:
    """Give those who are on one file of the batch a badge where they have none, and note that it is printed;
    returns them in Danish order, each with its badge. Of those not printed yet it is the next file; of all
    the one with this number, from 1 on."""
    stop_if(problems.to_manage(by))
    hold(conference)
    people = desk_queries.badges_of(by, conference)
    if batch == Batch.NEW:
        people, file = people.exclude(badge__printed_at__isnull=False), 1
    found = list(people[(file - 1) * A_FILE : file * A_FILE])
    return _print(conference, found, by) if found else []


@transaction.atomic
def print_again(*, registration: Registration, lost: bool, by) -> Registration:
    """One badge once more. Where the old one is lost, its code is nobody's from now on, and the new badge has
    another."""
    stop_if(problems.to_manage(by))
    hold(registration.conference)
    if lost and Badge.objects.filter(registration=registration).update(token=drawn()):
        trail.record("check_in.badge_replaced", on=registration, by=by, about=registration.person)
    people = desk_queries.badges_of(by, registration.conference).filter(pk=registration.pk)
    return _print(registration.conference, list(people), by)[0]


def _print(conference: Conference, people: Sequence[Registration], by) -> list[Registration]:
    has = set(Badge.objects.filter(registration__in=people).values_list("registration", flat=True))
    Badge.objects.bulk_create(Badge(registration=each) for each in people if each.pk not in has)
    Badge.objects.filter(registration__in=people).update(printed_at=timezone.now(), printed_by=by)
    trail.record("check_in.badges_printed", on=conference, by=by, count=len(people))
    badges = {each.registration_id: each for each in Badge.objects.filter(registration__in=people)}
    for each in people:
        each.badge = badges[each.pk]
    return list(people)
