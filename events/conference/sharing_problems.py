"""Why two cannot share a room, as values."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.kit.problems import Blocker

from .models import Part, Registration, RoomShare
from .problems import to_manage
from .rules import may_manage, may_view_registration

QUESTION_GONE = Blocker(
    "question_gone",
    _("The question is not there any more: one of you has said yes to somebody else."),
)


def to_ask(registration: Registration, other: Registration, user) -> list[Blocker]:
    """Why one cannot ask the other."""
    found = _to_change(registration, user)
    if not registration.is_confirmed:
        found.append(Blocker("no_seat", _("You need a seat at the conference first.")))
    if other.conference_id != registration.conference_id or not other.is_confirmed:
        found.append(Blocker("not_there", _("That person does not come to the conference.")))
    if other.pk == registration.pk:
        found.append(Blocker("oneself", _("One does not share a room with oneself.")))
    return found + _taken(registration, _("You share a room already."))


def to_agree(share: RoomShare, user) -> list[Blocker]:
    """Why the other one cannot say yes."""
    found = _to_change(share.asked, user)
    if share.agreed_at is not None:
        return found
    if not share.asker.is_confirmed or not share.asked.is_confirmed:
        found.append(Blocker("no_seat", _("You need a seat at the conference first.")))
    found += _taken(share.asked, _("You share a room already."))
    return found + _taken(share.asker, _("The one who asked shares with somebody else by now."))


def to_part(share: RoomShare, user) -> list[Blocker]:
    """Why the two cannot go separate ways; rooms are the flow's matter."""
    if may_manage(user):
        return []
    mine = next(
        (each for each in (share.asker, share.asked) if may_view_registration(user, each)), None
    )
    if mine is None:
        return [Blocker("not_allowed", _("You choose for yourself only."))]
    return _to_change(mine, user)


def to_settle_alone(registration: Registration, user, *, pays_alone: bool) -> list[Blocker]:
    """Why this user cannot say what somebody pays who is left in a room for two: only the secretariat lets
    them keep the price of two."""
    if may_manage(user):
        return []
    return _to_change(registration, user) if pays_alone else to_manage(user)


def to_put_together(one: Registration, other: Registration, user) -> list[Blocker]:
    """Why the secretariat cannot let these two share a room."""
    found = to_manage(user) + to_ask(one, other, user)
    return found + _taken(other, _("The other one shares a room with somebody else."))


def no_room(part: Part) -> Blocker:
    """That there is no second room for a night."""
    return Blocker(
        "no_room",
        _("There is no room more for %(night)s. Write to the secretariat.") % {"night": part},
    )


def _to_change(registration: Registration, user) -> list[Blocker]:
    if not may_view_registration(user, registration):
        return [Blocker("not_allowed", _("You choose for yourself only."))]
    if not may_manage(user) and registration.conference.starts_on <= timezone.localdate():
        return [Blocker("begun", _("The conference has begun. Ask at the door."))]
    return []


def _taken(registration: Registration, words) -> list[Blocker]:
    shares = RoomShare.objects.filter(
        Q(asker=registration) | Q(asked=registration), agreed_at__isnull=False
    )
    return [Blocker("shares", words)] if shares.exists() else []
