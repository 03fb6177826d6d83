"""The programme as members read it: all of it, one track or one's own; one session; and what was new in which
version."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from members.people.gates import members_only

from .. import agenda, booking_problems, queries
from ..models import Change, Conference, ProgrammeVersion
from ..programme_notices import in_one_line
from .present import present

#: The value of `vis` that shows what is one's own.
OWN = "mit"


@require_GET
@members_only
def programme(request) -> HttpResponse:
    """The last published version, with what is the reader's own marked; all of it by what the address
    says."""
    conference = present()
    registration = queries.own_registration(request.user, conference)
    bookings = queries.bookings_of(registration)
    sessions = queries.points_of(conference)
    days = agenda.days(sessions, bookings, person=request.user.pk)
    tracks = sorted(
        {each.track for each in sessions if each.track is not None}, key=lambda track: track.name
    )
    track = _number(request.GET.get("spor", ""), [each.pk for each in tracks])
    mine = request.GET.get("vis") == OWN and registration is not None
    now = timezone.localtime(timezone.now())
    return render(
        request,
        "conference/programme.html",
        {
            "conference": conference,
            "days": agenda.only(days, mine=mine, track=track) if mine or track else days,
            "now_and_next": agenda.now_and_next(days, now),
            "registration": registration,
            "version": conference.versions.first(),
            "tracks": tracks,
            "track": track,
            "mine": mine,
            "may_change": registration is not None
            and not booking_problems.to_change(registration, request.user),
            "clashes": sum(bool(p.clashes) for d in days for s in d.slots for p in s.points),
        },
    )


@require_GET
@members_only
def session(request, pk: int) -> HttpResponse:
    """One point: what it is about, who speaks, where it is, and its material."""
    found = get_object_or_404(
        queries.sessions_for(request.user).prefetch_related("speakers__person"), pk=pk
    )
    conference = found.conference
    registration = queries.own_registration(request.user, conference)
    bookings = queries.bookings_of(registration)
    stock = found.stock
    return render(
        request,
        "conference/session.html",
        {
            "session": found,
            "conference": conference,
            "registration": registration,
            "booking": next((b for b in bookings if stock and b.part_id == stock.pk), None),
            "speaks": any(each.person_id == request.user.pk for each in found.speakers.all()),
            "may_change": registration is not None
            and not booking_problems.to_change(registration, request.user),
        },
    )


@require_GET
@members_only
def changes(request) -> HttpResponse:
    """Every version, the newest first, and what was new in it, point by point."""
    conference: Conference = present()
    return render(
        request,
        "conference/changes.html",
        {
            "conference": conference,
            "versions": [(each, _by_point(each)) for each in queries.versions_of(conference)],
        },
    )


def _by_point(version: ProgrammeVersion) -> list[tuple[Change, list[str]]]:
    """What was new, the lines of one point together."""
    found: dict[tuple, tuple[Change, list[str]]] = {}
    for each in version.changes.all():
        key = (each.session_id, each.title)
        found.setdefault(key, (each, []))[1].append(in_one_line(each.what, each.before, each.after))
    return list(found.values())


def _number(value: str, known: list[int]) -> int | None:
    """One of the known numbers, from an address that anybody can write."""
    return int(value) if value.isdecimal() and int(value) in known else None
