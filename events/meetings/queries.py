"""Meetings for a reader."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events import seats
from members.groups.models import Group
from members.groups.queries import belongs_to, groups_for, own_groups
from members.municipalities.models import Municipality
from members.people.enums import Permission
from members.people.models import User
from members.people.queries import members, people_for, with_posts
from members.people.rules import is_member, may, standing
from portal.kit import danish, dates
from portal.kit.wanted import Wanted

from .enums import INTERESTED, SHOWN, Answer, Diet, Letters, State, Way
from .models import HELD_FOR, IN_LINE, AgendaItem, Meeting, Proposal, SignUp, Silence
from .rules import viewable


def meetings_for(user) -> QuerySet[Meeting]:
    """Every meeting the reader may see, with group, host and the reader's own answer at hand
    (`my_answer`) and until when a seat is held for them (`my_offer`); the same rule as `rules.may_view`."""
    own = SignUp.objects.filter(meeting=OuterRef("pk"), person=getattr(user, "pk", None))
    return (
        # The model declares what is annotated here, so that readers of a row know its type.
        Meeting.objects.filter(viewable(user))  # type: ignore[no-redef]
        .select_related("group", "host")
        .annotate(
            my_answer=Subquery(own.values("state")[:1]),
            my_offer=Subquery(own.values("offered_until")[:1]),
        )
    )


def coming(meetings: QuerySet[Meeting], now: datetime | None = None) -> QuerySet[Meeting]:
    """Those that are not over, the next one first; cancelled ones among them, for they are news."""
    return meetings.filter(ends_at__gt=now or timezone.now()).exclude(state=State.HELD)


def past(meetings: QuerySet[Meeting], now: datetime | None = None) -> QuerySet[Meeting]:
    """Those that are over, the latest first."""
    over = Q(ends_at__lte=now or timezone.now()) | Q(state=State.HELD)
    return meetings.filter(over).order_by("-starts_at", "-pk")


def own_meetings(meetings: QuerySet[Meeting], user) -> QuerySet[Meeting]:
    """Those of the reader's own groups, those the reader comes to, and those the reader runs."""
    return meetings.filter(
        Q(group__in=own_groups(user))
        | Q(group__in=sorted(standing(user).groups))
        | Q(my_answer__in=sorted(INTERESTED))
    )


def next_meetings_for(user, n: int = 3) -> list[Meeting]:
    """The reader's next `n` meetings, in one query (and one for the reader's groups): of their own
    groups and those they signed up for, without those they sent regrets to."""
    if not is_member(user):
        return []
    found = coming(own_meetings(meetings_for(user), user)).filter(state=State.PUBLISHED)
    # Not `exclude`: to a database, no answer is not unlike regrets.
    return list(found.filter(Q(my_answer__in=sorted(INTERESTED)) | Q(my_answer__isnull=True))[:n])


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """The agenda, each point with the moment it begins (`begins_at`)."""
    items = list(meeting.agenda.select_related("owner"))
    moment = meeting.starts_at
    for item in items:
        item.begins_at = moment
        moment += item.length
    return items


def proposals_for(user, meeting: Meeting, *, runs: bool) -> list[Proposal]:
    """The points that wait for a yes or a no: all for those who run the meeting, else one's own."""
    found = meeting.proposed_points.select_related("person")
    return list(found if runs else found.filter(person=user))


def people_coming(user, meeting: Meeting) -> QuerySet[User]:
    """Those who come, as far as the reader may see them, in Danish order with their municipality."""
    return with_posts(
        people_for(user).filter(signups__meeting=meeting, signups__state=Answer.COMING)
    )


def interested_in(meeting: Meeting) -> QuerySet[User]:
    """The members who come, perhaps come or wait: whoever would miss it if it moved or was called off."""
    return members().filter(signups__meeting=meeting, signups__state__in=sorted(INTERESTED))


def answer_of(user, meeting: Meeting) -> SignUp | None:
    """The reader's own answer, with the guest at hand."""
    return meeting.signups.filter(person=user).select_related("guest__municipality").first()


def place_in_line(answer: SignUp) -> int | None:
    """1 for the first on the waiting list; None for whoever does not wait."""
    if answer.waiting_since is None or answer.offered_until is not None:
        return None
    waiting = SignUp.objects.filter(IN_LINE, meeting=answer.meeting_id)
    return seats.place_in_line(waiting, answer)


@dataclass(frozen=True)
class Tally:
    """How many have answered what."""

    in_person: int
    online: int
    maybe: int
    regrets: int
    waiting: int
    offered: int
    guests: int

    @property
    def coming(self) -> int:
        """Members who come, without guests."""
        return self.in_person + self.online


def tally_of(meeting: Meeting) -> Tally:
    """In one query, and for all: of whom the counts are is told to those who may see the list."""
    comes = Q(state=Answer.COMING)
    return Tally(
        **meeting.signups.aggregate(
            in_person=Count("pk", filter=comes & Q(way=Way.IN_PERSON)),
            online=Count("pk", filter=comes & Q(way=Way.ONLINE)),
            maybe=Count("pk", filter=Q(state=Answer.MAYBE)),
            regrets=Count("pk", filter=Q(state=Answer.REGRETS)),
            waiting=Count("pk", filter=IN_LINE),
            offered=Count("pk", filter=HELD_FOR),
            guests=Count("guest"),
        )
    )


def answers_to(meeting: Meeting) -> list[SignUp]:
    """Every answer with its person and guest, in Danish order; for those who run the meeting."""
    return list(
        meeting.signups.filter(person__isnull=False)
        .select_related("guest__municipality")
        .prefetch_related(Prefetch("person", queryset=with_posts(User.objects.all())))
        .order_by("person__name_key", "pk")
    )


def answers_by_kind(meeting: Meeting) -> dict[str, list[SignUp]]:
    """The answers by their state; those who wait in the order in which they are offered a seat. Whoever takes
    part online and waits for a seat stands twice."""
    found: dict[str, list[SignUp]] = {state: [] for state in Answer.values}
    for answer in answers_to(meeting):
        found[answer.state].append(answer)
        if answer.state == Answer.COMING and answer.waiting_since is not None:
            line = Answer.OFFERED if answer.offered_until is not None else Answer.WAITING
            found[line].append(answer)
    found[Answer.WAITING].sort(key=lambda each: (each.waiting_since, each.pk))
    return found


def meals_of(meeting: Meeting) -> list[tuple[str, int]]:
    """What is wished for lunch by those who come in person, counted and without names, the most frequent
    first; wishes in one's own words are counted as written."""
    wishes: Counter[str] = Counter()
    eats = meeting.signups.filter(state=Answer.COMING, way=Way.IN_PERSON)
    for diet, text in eats.values_list("diet", "diet_text"):
        if diet:
            wishes[str(Diet(diet).label)] += 1
        if text:
            wishes[text.strip().lower()] += 1
    return sorted(wishes.items(), key=lambda each: (-each[1], danish.sort_key(each[0])))


def groups_run_by(user) -> QuerySet[Group]:
    """The groups whose meetings the person may plan; the same rule as `rules.may_run`."""
    if may(user, Permission.MANAGE_MEETINGS):
        return groups_for(user)
    return groups_for(user).filter(pk__in=sorted(standing(user).groups))


@dataclass(frozen=True)
class Hosting:
    """A municipality of a group, and when it last had the group's meeting (or has the next)."""

    municipality: Municipality
    last: datetime | None

    @property
    def reason(self) -> str:
        """`sidst vært 4. marts 2025`, in the reader's language."""
        if self.last is None:
            return _("has not been host yet")
        words = _("is host on %(day)s") if self.last > timezone.now() else _("last host on %(day)s")
        return words % {"day": dates.long_date(self.last, get_language() or "da")}


def hosts_of(group: Group) -> list[Hosting]:
    """The group's municipalities, the one whose turn it is first: whoever has never been host, then
    whoever was it longest ago. Meetings that were called off do not count, planned ones do."""
    counted = Q(hosted_meetings__group=group) & ~Q(hosted_meetings__state=State.CANCELLED)
    found = group.municipalities.annotate(
        last=Max("hosted_meetings__starts_at", filter=counted)
    ).order_by(F("last").asc(nulls_first=True), "name_key")
    return [Hosting(each, each.last) for each in found]


def next_of(meeting: Meeting) -> Meeting | None:
    """The meeting that follows in the series; one that was called off has no part in it."""
    return meeting.followed_by.exclude(state=State.CANCELLED).first()


def series_of(user, meeting: Meeting) -> list[Meeting]:
    """The meeting before and the one after in the series, as far as the reader may see them, in one query."""
    around = Q(followed_by=meeting) | Q(follows=meeting) & ~Q(state=State.CANCELLED)
    return list(Meeting.objects.filter(viewable(user)).filter(around).distinct())


def search_for(user, words: str | Wanted) -> QuerySet[Meeting]:
    """Meetings in which every word occurs, the latest first. Drafts are not found, not even one's
    own: a search result is something to send on to a colleague."""
    found = meetings_for(user).filter(state__in=sorted(SHOWN))
    return found.filter(Wanted.of(words).within("search_key")).order_by("-starts_at", "-pk")


@dataclass(frozen=True)
class Letter:
    """One kind of mails about a group's meetings, and whether the reader gets them."""

    what: Letters
    wanted: bool


def letters_of(user, group: Group) -> list[Letter]:
    """The mails that the reader may leave: news go to the group's own, reminders to whoever comes."""
    left = set(Silence.objects.filter(person=user, group=group).values_list("what", flat=True))
    kinds = list(Letters) if belongs_to(user, group) else [Letters.REMINDERS]
    return [Letter(each, each not in left) for each in kinds]
