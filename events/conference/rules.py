"""Who sees, joins and manages the annual conference, and how long an offer stands."""

from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from members.people.enums import Permission
from members.people.rules import in_force, may
from portal.kit.dates import COPENHAGEN

from .enums import SHOWN, State
from .models import Conference, PayerLink, Registration, Session

#: How long a seat or a part is held for the first in line: long enough for an office that asks its head.
OFFER_LASTS = timedelta(hours=48)
#: Nobody is offered what they cannot answer for in so much time before the first day.
TIME_TO_ANSWER = timedelta(hours=3)


def may_manage(user) -> bool:
    return may(user, Permission.MANAGE_CONFERENCE)


def may_view(user, conference: Conference) -> bool:
    """Members see what is published, called off or not; a draft, those who manage it."""
    if not may(user, Permission.ENTER_MEMBERS_ROOMS):
        return False
    return conference.state in SHOWN or may_manage(user)


def viewable(user) -> Q:
    """`may_view` as a condition, for lists."""
    if not may(user, Permission.ENTER_MEMBERS_ROOMS):
        return Q(pk__in=[])
    return Q() if may_manage(user) else Q(state__in=sorted(SHOWN))


def may_bring_material(user, session: Session) -> bool:
    """Keep a session's material in order: whoever speaks there, and those who manage the conference."""
    if may_manage(user):
        return True
    if not may_view(user, session.conference):
        return False
    return session.speakers.filter(person=user.pk).exists()


def may_register(user) -> bool:
    return may(user, Permission.SIGN_UP)


def may_register_for(user, person) -> bool:
    """Register somebody: oneself, a colleague in one's own municipality, or anybody for those who manage the
    conference."""
    if user is None or user.pk == person.pk or may_manage(user):
        return True
    mine = user.posts.filter(in_force()).values("municipality")
    return may_register(user) and person.posts.filter(in_force(), municipality__in=mine).exists()


def may_view_registration(user, registration: Registration) -> bool:
    """One's own, and for those who manage the conference everybody's: what a colleague eats is
    nobody else's business."""
    if may_manage(user):
        return True
    return may_register(user) and registration.person_id == user.pk


def may_view_bill(user, registration: Registration) -> bool:
    """Who comes, what it costs and who pays: the participant's own, what one has registered for a colleague,
    and everybody's for those who manage the conference. Nothing else of it is the buyer's business."""
    if may_view_registration(user, registration):
        return True
    return may_register(user) and registration.registered_by_id == user.pk


def payer_link_holds(link: PayerLink, now: datetime) -> bool:
    """Whether whoever holds the address may fill in how the invoice finds its way, and see the names and the
    price on it: until its day, as long as the participant is a member with an open registration, and no
    longer than they could change it themselves."""
    registration = link.registration
    person = registration.person
    return (
        now < link.expires_at
        and registration.is_open
        and registration.conference.state == State.PUBLISHED
        and registration.conference.starts_on > timezone.localdate(now)
        and person is not None
        and may_register(person)
    )


def offer_until(conference: Conference, now: datetime) -> datetime | None:
    """Until when what has become free is held for the first in line: two days, and no later than the first
    day's midnight. None when that leaves too little time to answer: the desk then gives it away by hand."""
    begins = datetime.combine(conference.starts_on, time(), tzinfo=COPENHAGEN)
    until = min(now + OFFER_LASTS, begins)
    return until if until - now >= TIME_TO_ANSWER else None


def offer_until_by_hand(conference: Conference, now: datetime) -> datetime | None:
    """The same for what the secretariat offers by hand, also close to the first day and on the days
    themselves: then until midnight after the last day at the latest. None when it is over."""
    over = datetime.combine(conference.ends_on + timedelta(days=1), time(), tzinfo=COPENHAGEN)
    until = offer_until(conference, now) or min(now + OFFER_LASTS, over)
    return until if until > now else None
