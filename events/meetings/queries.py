"""Meetings for a reader."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from members.groups.models import Group
from members.groups.queries import groups_for, own_groups
from members.municipalities.models import Municipality
from members.people.enums import Permission
from members.people.models import User
from members.people.queries import people_for, with_posts
from members.people.rules import is_member, may, standing
from portal.kit import danish, dates

from .enums import SHOWN, Answer, State
from .models import AgendaItem, Meeting, SignUp
from .rules import viewable


def meetings_for(user) -> QuerySet[Meeting]:
    """Every meeting the reader may see, with group, host and the reader's own answer at hand
    (`my_answer`); the same rule as `rules.may_view`."""
    own = SignUp.objects.filter(meeting=OuterRef("pk"), person=getattr(user, "pk", None))
    return (
        # The model declares what is annotated here, so that readers of a row know its type.
        Meeting.objects.filter(viewable(user))  # type: ignore[no-redef]
        .select_related("group", "host")
        .annotate(my_answer=Subquery(own.values("state")[:1]))
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
        | Q(my_answer=Answer.COMING)
    )


def next_meetings_for(user, n: int = 3) -> list[Meeting]:
    """The reader's next `n` meetings, in one query (and one for the reader's groups): of their own
    groups and those they signed up for, without those they sent regrets to."""
    if not is_member(user):
        return []
    found = coming(own_meetings(meetings_for(user), user)).filter(state=State.PUBLISHED)
    # Not `exclude`: to a database, no answer is not unlike regrets.
    return list(found.filter(Q(my_answer=Answer.COMING) | Q(my_answer__isnull=True))[:n])


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """The agenda, each point with the moment it begins (`begins_at`)."""
    items = list(meeting.agenda.select_related("owner"))
    moment = meeting.starts_at
    for item in items:
        item.begins_at = moment
        moment += item.length
    return items


def people_coming(user, meeting: Meeting) -> QuerySet[User]:
    """Those who come, as far as the reader may see them, in Danish order with their municipality."""
    return with_posts(
        people_for(user).filter(signups__meeting=meeting, signups__state=Answer.COMING)
    )


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


def search_for(user, words: str) -> QuerySet[Meeting]:
    """Meetings in which every word occurs, the latest first. Drafts are not found, not even one's
    own: a search result is something to send on to a colleague."""
    found = meetings_for(user).filter(state__in=sorted(SHOWN))
    parts = danish.fold(words).split()
    if not parts:
        return found.none()
    for part in parts:
        found = found.filter(search_key__contains=part)
    return found.order_by("-starts_at", "-pk")
