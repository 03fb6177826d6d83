"""Attendance, minutes and to-dos for a reader."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from events.meetings.enums import Answer
from events.meetings.models import Meeting, SignUp
from events.meetings.queries import groups_run_by
from members.groups.models import Group
from members.groups.queries import coordinators_of
from members.people.enums import Permission
from members.people.models import User
from members.people.queries import holders, members, people_for, with_posts
from members.people.rules import is_member
from portal.kit import danish
from portal.kit.wanted import Wanted

from .enums import GIVEN, Phase
from .models import Attendance, Comment, Minutes, Section, ToDo
from .rules import CLAIM, viewable


def minutes_for(user) -> QuerySet[Minutes]:
    """All minutes the reader may see, with their meeting and group; the same rule as `rules.may_view`."""
    return Minutes.objects.filter(viewable(user)).select_related("meeting__group")


def minutes_of(user, meeting: Meeting) -> Minutes | None:
    """A meeting's minutes, if the reader may see them."""
    return minutes_for(user).filter(meeting=meeting).first()


def sections_of(minutes: Minutes) -> list[Section]:
    """The points with what was decided, promised and said about them, in a constant number of queries."""
    return list(
        minutes.sections.select_related("saved_by", "claimed_by").prefetch_related(
            "decisions",
            Prefetch("todos", ToDo.objects.select_related("owner")),
            Prefetch("comments", Comment.objects.select_related("author")),
        )
    )


def search_for(user, words: str | Wanted) -> QuerySet[Minutes]:
    """Final minutes in which every word occurs, the latest first; what is not final is found by nobody."""
    found = minutes_for(user).filter(phase=Phase.FINAL)
    return found.filter(Wanted.of(words).within("search_key")).order_by(
        "-meeting__starts_at", "-pk"
    )


def complete(found: QuerySet[Minutes]) -> QuerySet[Minutes]:
    """What was found, with the texts that an excerpt is taken from."""
    return found.prefetch_related("sections")


# --- attendance --------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Row:
    """One member on the list of a meeting; `came` is None where nobody has ticked yet."""

    person: User
    came: bool | None
    walked_in: bool


def attendance_rows(user, meeting: Meeting) -> list[Row]:
    """The signed-up and those who came without it, in Danish order."""
    ticked = dict(meeting.attendances.filter(person__isnull=False).values_list("person_id", "came"))
    signed_up = set(
        SignUp.objects.filter(
            meeting=meeting, state=Answer.COMING, person__isnull=False
        ).values_list("person_id", flat=True)
    )
    people = with_posts(people_for(user).filter(pk__in={*ticked, *signed_up}))
    return [
        Row(person, ticked.get(person.pk), person.pk not in signed_up)
        for person in people.order_by("name_key", "pk")
    ]


def to_walk_in(user, meeting: Meeting, words: str) -> QuerySet[User]:
    """Members by a part of their name who are not on the list yet, for whoever ticks."""
    key = danish.sort_key(words.strip())
    if not key:
        return User.objects.none()
    listed = Q(attendances__meeting=meeting) | Q(
        signups__meeting=meeting, signups__state=Answer.COMING
    )
    found = members().filter(name_key__contains=key)
    here = User.objects.filter(listed).values("pk")
    seen = people_for(user).values("pk")
    return with_posts(found.exclude(pk__in=here).filter(pk__in=seen)).order_by("name_key", "pk")


def who_came(meeting: Meeting) -> QuerySet[User]:
    """The members who were there: those ticked as come, or, where nobody has been ticked, the signed-up."""
    if meeting.attendances.exists():
        return members().filter(attendances__meeting=meeting, attendances__came=True)
    return members().filter(signups__meeting=meeting, signups__state=Answer.COMING)


def number_who_came(meeting: Meeting) -> int | None:
    """How many were ticked as come, those whose names are no longer kept too; None where nobody ticked."""
    figures = Attendance.objects.filter(meeting=meeting).aggregate(
        rows=Count("pk"), came=Count("pk", filter=Q(came=True))
    )
    return figures["came"] if figures["rows"] else None


def who_run(group: Group) -> QuerySet[User]:
    """Whom to tell about a group's minutes: its coordinators, or where it has none those who manage all."""
    found = coordinators_of(group)
    return found if found.exists() else holders(Permission.MANAGE_MEETINGS)


# --- to-dos ------------------------------------------------------------------------------------------
def todos_for(user) -> QuerySet[ToDo]:
    """The reader's own to-dos that have been given, and all those of minutes they may read; the same rule
    as `rules.may_see_todo`."""
    if not is_member(user):
        return ToDo.objects.none()
    own = Q(owner=user, section__minutes__phase__in=sorted(GIVEN))
    read = Q(section__minutes__in=Minutes.objects.filter(viewable(user)).values("pk"))
    return ToDo.objects.filter(own | read).select_related(
        "owner", "section__minutes__meeting__group"
    )


def own_todos(user) -> QuerySet[ToDo]:
    """What the reader has promised and not done, the most pressing first."""
    given = sorted(GIVEN)
    return todos_for(user).filter(
        owner=user.pk, done_at__isnull=True, section__minutes__phase__in=given
    )


def group_todos(user) -> QuerySet[ToDo]:
    """The open to-dos of the groups whose meetings the reader runs."""
    groups = groups_run_by(user).values("pk")
    return todos_for(user).filter(section__minutes__meeting__group__in=groups, done_at__isnull=True)


def open_todos_of(group: Group) -> int:
    """How many to-dos of a group's meetings nobody has done yet."""
    return ToDo.objects.filter(
        section__minutes__meeting__group=group,
        section__minutes__phase__in=sorted(GIVEN),
        done_at__isnull=True,
    ).count()


def with_minutes(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """The same meetings, each with whether it has final minutes (`has_minutes`)."""
    final = Minutes.objects.filter(meeting=OuterRef("pk"), phase=Phase.FINAL)
    return meetings.annotate(has_minutes=Exists(final))


def done_todos(user) -> QuerySet[ToDo]:
    """What the reader has promised and done, the latest first."""
    return todos_for(user).filter(owner=user.pk, done_at__isnull=False).order_by("-done_at", "-pk")


# --- writing -----------------------------------------------------------------------------------------
def others_writing(minutes: Minutes, user) -> list[Section]:
    """The sections in which somebody else has written during the last two minutes."""
    since = timezone.now() - CLAIM
    return list(
        minutes.sections.filter(claimed_at__gt=since, claimed_by__isnull=False)
        .exclude(claimed_by=user)
        .select_related("claimed_by")
    )


def people_there(user, meeting: Meeting) -> QuerySet[User]:
    """Those who were there, as far as the reader may see them, with their municipality."""
    seen = people_for(user).filter(pk__in=who_came(meeting).values("pk"))
    return with_posts(seen).order_by("name_key", "pk")


def has_follow_up(meeting: Meeting) -> bool:
    """Whether the meeting's agenda has a point for what was promised last time."""
    with translation.override("da"):
        word = _("Follow-up")
    return meeting.agenda.filter(title__startswith=word).exists()


def any_other_business() -> str:
    """The title of the section for what was on no agenda: in Danish, for it is written for all readers."""
    with translation.override("da"):
        return _("Any other business")
