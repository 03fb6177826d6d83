"""What a member did for others goes on with somebody else."""

from django.db import transaction
from django.utils import timezone

from members.people import duties
from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if

from .. import notices
from ..models import HandOver
from ..problems import to_take_over

WORDS = HandOver._meta.get_field("words").max_length


@transaction.atomic
def note(*, person: User, by) -> int:
    """Put all that somebody holds on the secretariat's list, and tell the secretariat; returns how many
    there are. Safe to repeat."""
    held = duties.held_by(person)
    for kind, _duty, duty in held:
        HandOver.objects.get_or_create(
            person=person,
            kind=kind,
            number=duty.number,
            settled_at=None,
            defaults={"words": str(duty.words)[:WORDS], "url": duty.url},
        )
    if held:
        trail.record("membership.duties_noted", on=person, by=by, about=person, count=len(held))
        notices.duties_to_hand_over(len(held), by=by)
    return len(held)


@transaction.atomic
def settle(*, hand_over: HandOver, to: User | None, by) -> HandOver:
    """Give a noted duty to a member, or with `to=None` to nobody. Of two who do it at once, one does.
    Raises `Refused`."""
    stop_if(to_take_over(hand_over.person, to))
    done = HandOver.objects.filter(pk=hand_over.pk, settled_at__isnull=True).update(
        settled_at=timezone.now(), settled_by=by, to=to
    )
    hand_over.refresh_from_db()
    if done:
        if hand_over.kind in duties.DUTIES:
            duties.hand_over(
                kind=hand_over.kind,
                person=hand_over.person,
                number=hand_over.number,
                to=to,
                by=by,
            )
        trail.record("membership.duty_handed_over", on=hand_over, by=by, about=to)
        if to is not None:
            notices.duty_taken_over(hand_over, by=by)
    return hand_over


@transaction.atomic
def found_a_taker(*, kind: str, number: int, to: User, by) -> int:
    """Somebody has the duty by their own word: it waits for nobody any more. Returns how many lines that
    took off the list. Safe to repeat."""
    waiting = list(HandOver.objects.filter(kind=kind, number=number, settled_at__isnull=True))
    for each in waiting:
        each.settled_at, each.to = timezone.now(), to
        each.save(update_fields=["settled_at", "to"])
        trail.record("membership.duty_handed_over", on=each, by=by, about=to)
    return len(waiting)


@transaction.atomic
def hand_over(*, person: User, kind: str, number: int, to: User | None, by) -> HandOver:
    """The same before anybody has left: one duty of a member goes to another one. Raises `Refused`, and
    `HandOver.DoesNotExist` for a duty that the person does not hold."""
    held = {(word, duty.number): duty for word, _duty, duty in duties.held_by(person)}
    if (kind, number) not in held:
        raise HandOver.DoesNotExist
    duty = held[kind, number]
    noted, _ = HandOver.objects.get_or_create(
        person=person,
        kind=kind,
        number=number,
        settled_at=None,
        defaults={"words": str(duty.words)[:WORDS], "url": duty.url},
    )
    return settle(hand_over=noted, to=to, by=by)
