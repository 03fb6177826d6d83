"""Why a room or a track of the programme cannot be written or removed, as values."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from portal.kit import danish
from portal.kit.problems import Blocker

from .models import Conference, Hall, Session, SessionDraft, Track
from .problems import to_manage
from .programme_problems import called_off


def to_write_hall(
    conference: Conference, name: str, capacity: int | None, user, hall: Hall | None = None
) -> list[Blocker]:
    """Why the conference cannot have this room; nothing that is held in one shrinks with it."""
    found = [*to_manage(user), *called_off(conference)]
    if _is_taken(conference.halls.all(), name, hall):
        found.append(Blocker("name_taken", _("There is a room of that name already.")))
    if hall is None or capacity is None:
        return found
    published = Session.objects.filter(hall=hall, part__capacity__gt=capacity, cancelled_at=None)
    drafts = SessionDraft.objects.filter(hall=hall, capacity__gt=capacity)
    too_many = [*published.values_list("title", flat=True), *drafts.values_list("title", flat=True)]
    if too_many:
        found.append(
            Blocker(
                "chairs_in_use",
                _("“%(title)s” has more seats than that. Move it, or give it fewer seats first.")
                % {"title": too_many[0]},
            )
        )
    return found


def to_remove_hall(hall: Hall, user) -> list[Blocker]:
    return _to_remove(hall, user, "hall")


def to_write_track(
    conference: Conference, name: str, user, track: Track | None = None
) -> list[Blocker]:
    found = [*to_manage(user), *called_off(conference)]
    if _is_taken(conference.tracks.all(), name, track):
        found.append(Blocker("name_taken", _("There is a track of that name already.")))
    return found


def to_remove_track(track: Track, user) -> list[Blocker]:
    return _to_remove(track, user, "track")


def _is_taken(there: Iterable[Hall | Track], name: str, but_for: Hall | Track | None) -> bool:
    """Whether another one has the name, however it is spelt."""
    return any(danish.fold(each.name) == danish.fold(name) for each in there if each != but_for)


def _to_remove(place: Hall | Track, user, name: str) -> list[Blocker]:
    """What something is held in, or belongs to, stays."""
    found = [*to_manage(user), *called_off(place.conference)]
    count = sum(model.objects.filter(**{name: place}).count() for model in (Session, SessionDraft))
    if count:
        found.append(
            Blocker(
                "in_use",
                ngettext_lazy(
                    "%(count)d point of the programme uses it.",
                    "%(count)d points of the programme use it.",
                    count,
                )
                % {"count": count},
            )
        )
    return found
