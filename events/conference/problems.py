"""Why one cannot register, cancel, or change the conference, as values; the programme has its own
(`programme_problems`)."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from events.seats import OFFER_GONE, OFFER_LATE
from portal.kit.problems import Blocker

from .enums import RegistrationState, State
from .models import Conference, Registration
from .rules import may_manage, may_register, may_register_for, may_view_registration

FULL = Blocker("full", _("All seats are taken. You can put yourself on the waiting list."))
HAS_SEAT = Blocker(
    "has_seat",
    _("You have said yes already. Cancel the registration if you cannot come after all."),
)
ALREADY_REGISTERED = Blocker("already_registered", _("You are already registered."))
LINK_GONE = Blocker("link_gone", _("The link no longer works. Ask for a new one."))
KEY_IN_USE = Blocker("key_in_use", _("Load the page again, and send the form once more."))


def to_register(
    conference: Conference,
    user,
    now: datetime | None = None,
    *,
    registered: bool = False,
    late: bool = False,
) -> list[Blocker]:
    """Why this person cannot have a seat now; `registered` says that they have one, `late` that the
    secretariat registers them, which it does until the last day."""
    now = now or timezone.now()
    if not may_register(user):
        return [Blocker("not_allowed", _("Only members register for the conference."))]
    if conference.state == State.CANCELLED:
        return [Blocker("cancelled", _("The conference has been cancelled."))]
    if registered:
        return [ALREADY_REGISTERED]
    if conference.state == State.DRAFT or now < conference.registration_opens_at:
        return [Blocker("not_open", _("Registration has not opened yet."))]
    over = timezone.localdate(now) > conference.ends_on
    if over or (now >= conference.registration_closes_at and not late):
        return [Blocker("closed", _("Registration has closed."))]
    return [] if conference.seats_left else [FULL]


def to_register_for(person, user) -> list[Blocker]:
    """Why this user cannot register the person."""
    if may_register_for(user, person):
        return []
    return [
        Blocker(
            "not_yours", _("You can register yourself and colleagues in your own municipality.")
        )
    ]


def to_register_colleagues(people: list) -> list[Blocker]:
    """Why one cannot register these colleagues. Whoever does it need not come themself: a colleague, or the
    head's secretary, who is a member in the same municipality may see to it for the others."""
    return [] if people else [Blocker("nobody", _("Choose whom you want to register."))]


def too_few_for_all(seats: int) -> Blocker:
    """That there is not a seat for each of those who were to be registered."""
    return Blocker(
        FULL.code,
        ngettext_lazy(
            "There is %(seats)d seat left, which is not enough for all of them. Nobody has been registered.",
            "There are %(seats)d seats left, which is not enough for all of them. "
            "Nobody has been registered.",
            seats,
        )
        % {"seats": seats},
    )


def to_accept(registration: Registration, user, now: datetime | None = None) -> list[Blocker]:
    """Why the seat that is held cannot be taken. From its last second on it is the next one's, also when it
    has not been passed on yet."""
    if not may_view_registration(user, registration):
        return [Blocker("not_allowed", _("You may answer for yourself only."))]
    if registration.state != RegistrationState.OFFERED or registration.offered_until is None:
        return [OFFER_GONE]
    return [] if (now or timezone.now()) < registration.offered_until else [OFFER_LATE]


def to_decline(registration: Registration, user) -> list[Blocker]:
    """Why the seat that is held cannot be passed on: an old page does not cancel what has become certain."""
    if not may_view_registration(user, registration):
        return [Blocker("not_allowed", _("You may answer for yourself only."))]
    return [HAS_SEAT] if registration.is_confirmed else []


def to_cancel(registration: Registration, user, on: date | None = None) -> list[Blocker]:
    """Why this person cannot give this seat back."""
    found = []
    if not may_view_registration(user, registration):
        found.append(Blocker("not_allowed", _("You may cancel your own registration only.")))
    return [*found, *to_release(registration, on)]


def to_release(registration: Registration, on: date | None = None) -> list[Blocker]:
    """Why a seat is not given back any more, whoever asks: beds and meals are ordered."""
    if registration.conference.starts_on > (on or timezone.localdate()):
        return []
    return [Blocker("begun", _("The conference has begun. Call the secretariat if you are ill."))]


def to_manage(user) -> list[Blocker]:
    if may_manage(user):
        return []
    return [Blocker("not_allowed", _("You may not manage the conference."))]


def to_publish(conference: Conference, user) -> list[Blocker]:
    found = to_manage(user)
    if conference.state != State.DRAFT:
        found.append(Blocker("not_a_draft", _("The conference is already published.")))
    return found


def to_call_off(conference: Conference, user) -> list[Blocker]:
    found = to_manage(user)
    if conference.state != State.PUBLISHED:
        found.append(Blocker("not_published", _("Only a published conference can be called off.")))
    return found


def to_change(conference: Conference, user, facts) -> list[Blocker]:
    """Why a conference cannot get these facts (`flows.arranging.Facts`): seats and points that are in
    use stay."""
    found = to_manage(user)
    if facts.capacity < conference.taken:
        found.append(
            Blocker(
                "too_few_seats",
                _("%(taken)d are registered, so there must be at least as many seats.")
                % {"taken": conference.taken},
            )
        )
    days = (facts.ends_on - facts.starts_on).days + 1
    late = (conference.sessions, conference.session_drafts)
    if any(points.filter(day__gt=days).exists() for points in late):
        found.append(
            Blocker(
                "days_in_use",
                _("The programme has points on later days. Move or remove them first."),
            )
        )
    return found


def to_replace_programme(conference: Conference) -> list[Blocker]:
    """Why the programme cannot be thrown away and written anew: people have made plans by it."""
    if not Registration.objects.filter(conference=conference).exists():
        return []
    return [
        Blocker(
            "has_participants",
            _("People have registered, so the points are changed one by one."),
        )
    ]
