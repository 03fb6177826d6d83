"""Polls for a reader, who is asked, and where a poll stands."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from members.groups.models import Group
from members.groups.queries import coordinators_of, members_of
from members.people.models import User
from members.people.queries import members, with_posts
from portal.kit import danish
from portal.kit.wanted import Wanted

from .days import Day, facts_of
from .enums import Says, State
from .models import Choice, Poll, Reply, Slot
from .ranking import Option, Person, rank, weigh
from .rules import own_groups, viewable


def polls_for(user) -> QuerySet[Poll]:
    """Every poll the reader may see, the latest first; the same rule as `rules.may_view`."""
    return Poll.objects.filter(viewable(user)).select_related("group", "host", "meeting")


def asked_of(group: Group) -> QuerySet[User]:
    """Who is asked when the group looks for a date: its members and coordinators of today."""
    return members().filter(
        Q(pk__in=members_of(group).values("pk")) | Q(pk__in=coordinators_of(group).values("pk"))
    )


def people_asked(poll: Poll) -> list[User]:
    """Who is asked today, in Danish order, with today's municipality at hand. Whoever has left the group
    is not among them, whatever they answered."""
    return list(with_posts(asked_of(poll.group).order_by("name_key", "pk")))


def unanswered_for(user, now: datetime | None = None) -> list[Poll]:
    """The polls that wait for this person's answer, the one that ends first on top; for *Min side*."""
    day = timezone.localdate(now)
    found = Poll.objects.filter(
        state=State.OPEN, answer_by__gte=day, group__in=sorted(own_groups(user))
    )
    answered = Reply.objects.filter(person=user, answered_at__isnull=False).values("poll")
    return list(found.exclude(pk__in=answered).order_by("answer_by", "pk"))


def choices_of(poll: Poll, person) -> tuple[Reply | None, dict[int, str]]:
    """A person's own answer: the row, if there is one, and what they say of each slot."""
    reply = Reply.objects.filter(poll=poll, person=person).first()
    if reply is None:
        return None, {}
    return reply, dict(reply.choices.values_list("slot", "says"))


@dataclass
class Line:
    """One person's answers in the order of the slots; None where they have said nothing."""

    person: User
    says: list[str | None]
    word: str = ""


@dataclass
class Standing:
    """One slot with its facts, its count and its names."""

    slot: Slot
    day: Day
    option: Option
    place: int = 0
    yes: list[User] = field(default_factory=list)
    if_need_be: list[User] = field(default_factory=list)
    no: list[User] = field(default_factory=list)


@dataclass
class Overview:
    """A poll as its readers see it: the slots by time, the lines of those who have answered, who has not,
    and the slots in order of merit."""

    poll: Poll
    slots: list[Standing]
    lines: list[Line]
    silent: list[User]
    ranked: list[Standing]

    @property
    def asked(self) -> int:
        return len(self.lines) + len(self.silent)

    @property
    def best(self) -> Standing | None:
        """The slot to take; None as long as nobody could come to any."""
        return next((each for each in self.ranked if each.option.score), None)


def overview_of(poll: Poll) -> Overview:
    """Where the poll stands, in a constant number of queries."""
    people = people_asked(poll)
    slots = list(poll.slots.all())
    replies = {
        reply.person_id: reply
        for reply in Reply.objects.filter(poll=poll, answered_at__isnull=False)
    }
    said: dict[int, dict[int, str]] = {}
    for key, slot_key, says in Choice.objects.filter(reply__poll=poll).values_list(
        "reply__person", "slot", "says"
    ):
        said.setdefault(key, {})[slot_key] = says
    answered = [person for person in people if person.pk in replies]
    facts = facts_of([slot.day for slot in slots], poll.group, poll.meeting_id)
    options = weigh(
        slots,
        _weighable(poll, answered, said),
        {slot.pk: facts[slot.day] for slot in slots},
    )
    standings = {
        option.slot: Standing(slot, facts[slot.day], option)
        for slot, option in zip(slots, options, strict=True)
    }
    for person in answered:
        for slot_key, says in said.get(person.pk, {}).items():
            if slot_key in standings:
                getattr(standings[slot_key], says).append(person)
    ranked = [standings[option.slot] for option in rank(options)]
    for place, standing in enumerate(ranked, 1):
        standing.place = place
    return Overview(
        poll,
        [standings[slot.pk] for slot in slots],
        [
            Line(
                person,
                [said.get(person.pk, {}).get(slot.pk) for slot in slots],
                replies[person.pk].word,
            )
            for person in answered
        ],
        [person for person in people if person.pk not in replies],
        ranked,
    )


def _weighable(poll: Poll, answered: Iterable[User], said: dict) -> list[Person]:
    runs = set(coordinators_of(poll.group).values_list("pk", flat=True))
    return [
        Person(
            person.pk,
            person.home_municipality.name if person.home_municipality else "",
            said.get(person.pk, {}),
            is_coordinator=person.pk in runs,
            is_host=poll.host_id is not None
            and any(post.municipality_id == poll.host_id for post in person.current_posts),
        )
        for person in answered
    ]


def said_yes(slot: Slot) -> QuerySet[User]:
    """Those who can at this time without an "if", and are asked today."""
    return asked_of(slot.poll.group).filter(
        pk__in=Choice.objects.filter(slot=slot, says=Says.YES).values("reply__person")
    )


def still_silent(poll: Poll) -> QuerySet[User]:
    """Those who are asked today and have not answered."""
    answered = Reply.objects.filter(poll=poll, answered_at__isnull=False)
    return asked_of(poll.group).exclude(pk__in=answered.values("person"))


def search_for(user, words: str | Wanted) -> list[Poll]:
    """The open polls in which every word occurs, the one that ends first on top; by the poll's own rule, so
    that only its group finds it. They are a handful, and read one by one."""
    wanted = Wanted.of(words)
    if not wanted.terms:
        return []
    found = polls_for(user).filter(state=State.OPEN).order_by("answer_by", "pk")
    return [poll for poll in found if wanted.stands_in(_key(poll))]


def _key(poll: Poll) -> str:
    host = poll.host.name if poll.host else ""
    return danish.fold(" ".join([poll.title, poll.message, poll.group.name, host]))
