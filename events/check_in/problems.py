"""Why nobody can be checked in, named or given a badge, as values."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.conference.enums import PartKind, Place, RegistrationState
from events.conference.models import Conference, Part, Registration
from events.conference.rules import may_manage
from members.people.rules import is_member
from portal.kit.problems import Blocker

from . import rules
from .enums import Said
from .models import Helper

NOT_YOURS = Blocker("not_allowed", _("Only those who manage the conference can do that."))


def to_check_in(
    conference: Conference, part: Part | None, user, now: datetime | None = None
) -> list[Blocker]:
    """Why nothing can be written on this list now."""
    moment = now or timezone.now()
    if not rules.may_check_in(user, conference, moment):
        return [Blocker("not_allowed", _("Only the secretariat and its helpers check people in."))]
    if moment < rules.opens_at(conference):
        return [Blocker("too_early", _("Check-in opens the day before the conference."))]
    if moment >= rules.closes_at(conference, part):
        return [Blocker("over", _("It is too long ago to change this list."))]
    return []


def refusal(registration: Registration | None, part: Part | None, booked: set) -> Said | None:
    """Why this person is not let in; None when they are. `booked` are the meals they have, as pairs of
    registration and part."""
    if registration is None or registration.person_id is None:
        return Said.UNKNOWN
    if registration.state == RegistrationState.CANCELLED:
        return Said.CANCELLED
    if registration.state != RegistrationState.CONFIRMED:
        return Said.WAITS
    if part is not None and (registration.pk, part.pk) not in booked:
        return Said.NOT_BOOKED
    return None


#: How a meal is booked that one may eat.
HAS_MEAL = {"part__kind": PartKind.MEAL, "place": Place.TAKEN}


def to_name(conference: Conference, person, user) -> list[Blocker]:
    """Why this member cannot be named a helper."""
    if not may_manage(user):
        return [NOT_YOURS]
    if timezone.now() >= rules.ends_at(conference):
        return [Blocker("over", _("The conference is over."))]
    if not is_member(person):
        return [Blocker("no_member", _("Only members can help at the door."))]
    if Helper.objects.filter(conference=conference, person=person).exists():
        return [Blocker("named", _("They are a helper already."))]
    return []


def to_manage(user) -> list[Blocker]:
    return [] if may_manage(user) else [NOT_YOURS]
