"""Finding a buddy: the best fitting member is asked first and may decline, then the next; when nobody is
left, the secretariat is told.

Rows are locked in one order: the member who answers, then the onboarding.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from members.people.enums import Offer
from members.people.models import User
from members.people.signals import duty_taken
from portal.audit import trail
from portal.kit.dates import add_working_days, local
from portal.kit.problems import Blocker, stop_if

from .. import notices
from ..enums import Said
from ..models import BuddyAsk, IntroSlot, Onboarding
from ..problems import ANSWERED, HAS_BUDDY, NO_ROOM, to_answer, to_ask
from ..queries import candidates, helped_now

#: What being a buddy is called among the duties that one hands over.
DUTY = "buddy"
#: Whoever has not answered after so many working days is asked no more.
ANSWER_WITHIN = 5


@transaction.atomic
def propose(*, onboarding: Onboarding, by) -> BuddyAsk | None:
    """Ask the best fitting member who has not been asked; with nobody left the secretariat is told, and
    the answer is None. Nothing happens while somebody is thinking about it, or has said yes."""
    onboarding = _held(onboarding)
    if onboarding.buddy_id is not None or onboarding.asks.filter(said="").exists():
        return None
    best = next(iter(candidates(onboarding)), None)
    if best is None:
        trail.record("onboarding.nobody_left", on=onboarding, by=by, about=onboarding.person)
        notices.nobody_left(onboarding, by=by)
        return None
    return _ask(onboarding, best.person, by)


@transaction.atomic
def ask_buddy(*, onboarding: Onboarding, person: User, by) -> BuddyAsk:
    """Ask this very member, instead of the one who is thinking about it."""
    onboarding = _held(onboarding)
    stop_if(to_ask(onboarding, person))
    _close(onboarding.asks.filter(said=""), Said.WITHDRAWN)
    return _ask(onboarding, person, by)


@transaction.atomic
def accept(*, ask: BuddyAsk, by: User) -> Onboarding:
    """The member would like to: both are introduced to each other. Said twice, it is said once."""
    User.objects.filter(pk=by.pk).update(buddy_capacity=F("buddy_capacity"))
    onboarding = _held(ask.onboarding)
    ask.refresh_from_db()
    if ask.said == Said.YES and onboarding.buddy_id == by.pk == ask.person_id:
        return onboarding
    stop_if(to_answer(ask, by) or ([HAS_BUDDY] if onboarding.buddy_id else []))
    by.refresh_from_db(fields=["buddy_capacity"])
    if helped_now([by.pk]).get(by.pk, 0) >= by.buddy_capacity:
        stop_if([NO_ROOM])
    if not _close(BuddyAsk.objects.filter(pk=ask.pk, said=""), Said.YES):
        stop_if([ANSWERED])
    onboarding.buddy = by
    onboarding.save(update_fields=["buddy"])
    trail.record("onboarding.buddy_accepted", on=onboarding, by=by, about=by)
    duty_taken.send(sender=Onboarding, kind=DUTY, number=onboarding.pk, to=by, by=by)
    notices.introduced(onboarding)
    return onboarding


@transaction.atomic
def decline(*, ask: BuddyAsk, by: User) -> None:
    """The member cannot this time, and need not say why: the next is asked."""
    stop_if(to_answer(BuddyAsk.objects.get(pk=ask.pk), by))
    if not _close(BuddyAsk.objects.filter(pk=ask.pk, said=""), Said.NO):
        stop_if([ANSWERED])
    trail.record("onboarding.buddy_declined", on=ask.onboarding, by=by, about=by)
    propose(onboarding=ask.onboarding, by=by)


def pass_on_the_unanswered(*, now: datetime | None = None, by) -> int:
    """Ask the next where nobody has answered for long, each in a transaction of its own; returns how
    many. Safe to repeat."""
    today = local(now or timezone.now()).date()
    before = add_working_days(today, -ANSWER_WITHIN)
    waiting = BuddyAsk.objects.filter(said="", asked_at__date__lte=before)
    passed = 0
    for ask in waiting.select_related("onboarding"):
        with transaction.atomic():
            if _close(BuddyAsk.objects.filter(pk=ask.pk, said=""), Said.NOTHING):
                passed += 1
                trail.record("onboarding.buddy_silent", on=ask.onboarding, by=by, about=ask.person)
                propose(onboarding=ask.onboarding, by=by)
    return passed


@transaction.atomic
def free_newcomers(*, person: User, by) -> int:
    """The person has left: whom they helped gets another buddy, whoever they were asked for is asked
    about on, and what they had themselves comes to an end. Returns how many were freed. Safe to repeat."""
    own = BuddyAsk.objects.filter(onboarding__person=person, said="")
    _close(own, Said.WITHDRAWN)
    IntroSlot.objects.filter(taken_by=person, starts_at__gt=timezone.now()).update(taken_by=None)
    asked = list(person.buddy_asks.filter(said="").select_related("onboarding"))
    _close(BuddyAsk.objects.filter(pk__in=[ask.pk for ask in asked]), Said.WITHDRAWN)
    helped = list(Onboarding.objects.filter(buddy=person, finished_at__isnull=True))
    for onboarding in helped:
        onboarding.buddy = None
        onboarding.save(update_fields=["buddy"])
        trail.record("onboarding.buddy_left", on=onboarding, by=by, about=person)
        notices.buddy_left(onboarding, by=by)
    for onboarding in [*helped, *(ask.onboarding for ask in asked)]:
        propose(onboarding=onboarding, by=by)
    return len(helped)


@transaction.atomic
def hand_over_newcomer(*, person: User, number: int, to: User | None, by) -> None:
    """The secretariat hands a newcomer on: `to` is asked, or with nobody named the best fitting. Nobody
    becomes a buddy unasked, so the duty is off `person` at once and the other's with their yes."""
    onboarding = Onboarding.objects.filter(pk=number).first()
    if onboarding is None:
        stop_if([Blocker("gone", "The onboarding is not there any more.")])
        return
    if onboarding.buddy_id == person.pk:
        Onboarding.objects.filter(pk=number, buddy=person).update(buddy=None)
        trail.record("onboarding.buddy_handed_over", on=onboarding, by=by, about=person)
    onboarding.refresh_from_db()
    if to is None:
        propose(onboarding=onboarding, by=by)
    elif onboarding.buddy_id != to.pk and not onboarding.asks.filter(person=to, said="").exists():
        ask_buddy(onboarding=onboarding, person=to, by=by)


@transaction.atomic
def help_so_many(*, capacity: int, by: User) -> None:
    """How many newcomers the member would like to help at a time; none is not to be asked."""
    by.buddy_capacity = capacity or by.buddy_capacity
    others = [offer for offer in by.offers if offer != Offer.BUDDY]
    by.offers = sorted([*others, Offer.BUDDY.value]) if capacity else others
    by.full_clean(exclude=["password"])
    by.save(update_fields=["buddy_capacity", "offers"])
    trail.record("onboarding.capacity_set", on=by, by=by, about=by, count=capacity)


def _held(onboarding: Onboarding) -> Onboarding:
    """The row as it is now, and ours until the transaction ends; an update locks on both databases."""
    Onboarding.objects.filter(pk=onboarding.pk).update(started_at=F("started_at"))
    return Onboarding.objects.select_related("person").get(pk=onboarding.pk)


def _ask(onboarding: Onboarding, person: User, by) -> BuddyAsk:
    ask = BuddyAsk.objects.create(onboarding=onboarding, person=person)
    trail.record("onboarding.buddy_asked", on=onboarding, by=by, about=person)
    notices.asked(ask, by=by)
    return ask


def _close(asks, said: Said) -> int:
    return asks.update(said=said, said_at=timezone.now())
