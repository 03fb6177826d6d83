"""A group that looks for a date."""

from datetime import timedelta

from django.utils import timezone

from events.polls import flows
from events.polls.days import proposed
from events.polls.enums import Says
from events.polls.flows.asking import Facts
from events.polls.queries import asked_of
from members.groups.models import Group
from portal.kit.calendar import add_working_days

from .cast import Cast
from .events import at

#: What those who have answered say of the proposed times, one after the other.
SAID = (
    (Says.YES, Says.YES, Says.NO, Says.IF_NEED_BE),
    (Says.NO, Says.YES, Says.YES, Says.NO),
    (Says.YES, Says.YES, Says.IF_NEED_BE, Says.NO),
    (Says.IF_NEED_BE, Says.YES, Says.NO, Says.YES),
    (Says.NO, Says.IF_NEED_BE, Says.YES, Says.NO),
)


def write_poll() -> None:
    """The coordinator of Fyn has asked; most have answered, Mette has not."""
    cast = Cast()
    group = Group.objects.get(name="Fyn")
    coordinator = cast.by_key["charlotte-egeskov-hermansen"]
    times = [
        (at(day, f"{begins:%H:%M}"), at(day, f"{ends:%H:%M}"))
        for day, begins, ends in proposed(group)
    ]
    poll = flows.ask(
        group=group,
        facts=Facts(
            title="Lokalmøde: når borgeren optager samtalen",
            answer_by=add_working_days(timezone.localdate(), 8),
            host=cast.municipalities["Svendborg"],
            message="Jeg har foreslået vores sædvanlige ugedag. Skriv gerne, hvis I har en sag med.",
        ),
        spans=times,
        at=timezone.now() - timedelta(days=2),
        by=coordinator,
    )
    silent = cast.by_key["mette-holm"]
    people = [each for each in asked_of(group).order_by("pk") if each != silent]
    for number, person in enumerate(people[:-2]):
        said = SAID[number % len(SAID)]
        slots = poll.slots.order_by("starts_at")
        flows.answer(
            poll=poll,
            person=person,
            says={slot.pk: word for slot, word in zip(slots, said, strict=False)},
            word="Jeg kan fra kl. 11 den første dag." if number == 2 else "",
            by=person,
        )
