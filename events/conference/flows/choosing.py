"""Choosing between sessions that are held at the same time."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import Refused, stop_if

from .. import programme_problems as problems
from ..models import Conference, Registration, Session, SessionChoice


@transaction.atomic
def choose_sessions(
    *, registration: Registration, sessions: Iterable[Session], at: datetime | None = None, by
) -> list[Session]:
    """Let these, and no others, be the participant's sessions: all or nothing. Safe to repeat.

    A session's seat is taken by a conditional update, after the conference's row and before the
    participant's; raises `Refused` ("full" and what `problems.to_choose` says).
    """
    now = at or timezone.now()
    Conference.objects.filter(pk=registration.conference_id).update(taken=F("taken"))
    registration = Registration.objects.select_related("conference").get(pk=registration.pk)
    wanted = list(Session.objects.filter(pk__in=[session.pk for session in sessions]))
    stop_if(problems.to_choose(registration, wanted, by, timezone.localdate(now)))
    had = set(registration.choices.values_list("session_id", flat=True))
    given_up = had - {session.pk for session in wanted}
    new = [session for session in wanted if session.pk not in had]
    if not given_up and not new:
        return wanted
    registration.choices.filter(session__in=given_up).delete()
    Session.objects.filter(pk__in=given_up).update(taken=F("taken") - 1)
    for session in new:
        free = Q(capacity__isnull=True) | Q(taken__lt=F("capacity"))
        seat = Session.objects.filter(free, pk=session.pk, cancelled_at__isnull=True)
        if not seat.update(taken=F("taken") + 1):
            raise Refused([problems.full(session)])
        SessionChoice.objects.create(registration=registration, session=session, chosen_at=now)
    trail.record(
        "conference.sessions_chosen",
        on=registration,
        by=by,
        about=registration.person,
        count=len(wanted),
    )
    return wanted
