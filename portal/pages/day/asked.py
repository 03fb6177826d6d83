"""What the reader is asked for, and what they have not read."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from events.cadence.enums import Standing
from events.cadence.queries import waiting_for as groups_to_meet
from events.courses.queries import offers_to
from events.evaluations.queries import waiting_for as to_evaluate
from events.evaluations.subjects import subject_of
from events.meetings.models import Meeting
from events.minutes.notices import TODOS
from events.minutes.queries import own_todos
from events.polls.queries import unanswered_for
from forum.moderation.queries import waiting_for as reported_for
from forum.questions.enums import Filter
from forum.questions.enums import State as QuestionState
from forum.questions.queries import standing_for
from members.admission.queries import open_for
from members.confirmation.notices import KIND as CONFIRMATION
from members.confirmation.queries import open_for as open_question
from members.people.enums import Permission
from members.people.rules import may
from portal.kit import dates
from portal.notices.queries import notices_for
from portal.topics.models import Topic

SHOWN_NOTICES = 4
#: How many unread notices are looked through for those: a lively question brings many alike.
LOOKED_THROUGH = 40
SHOWN_TODOS = 8
#: Notices of what stands in the list for itself.
SAID_ABOVE = (
    CONFIRMATION,
    *TODOS,
    "poll-asked",
    "poll-reminded",
    "poll-reopened",
    "evaluation-open",
    "evaluation-reminder",
    "cadence-due",
)


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for the reader: a word on what it is, and where it is done."""

    tag: str
    kind: str
    text: str
    url: str
    #: Where it is ticked done with one click, if it is something to tick.
    done: str = ""


def waiting(user, meetings: list[Meeting]) -> list[Waiting]:
    """What the reader is asked for, the most pressing first; unread notices come last."""
    return [
        *_confirmation(user),
        *_applications(user),
        *_reported(user),
        *_todos(user),
        *(
            Waiting(
                _("Meeting"),
                "wait",
                _("A seat is held for you at %(meeting)s") % {"meeting": meeting.title},
                meeting.get_absolute_url(),
            )
            for meeting in meetings
            if meeting.my_offer and meeting.is_open
        ),
        *(
            Waiting(
                _("Course"),
                "wait",
                _("A seat is held for you at %(meeting)s") % {"meeting": course.title},
                course.get_absolute_url(),
            )
            for course in offers_to(user)
        ),
        *(
            Waiting(
                _("Meeting"),
                "wait",
                _("Are you coming on %(day)s? %(meeting)s")
                % {"meeting": meeting.title, "day": meeting.day},
                meeting.get_absolute_url(),
            )
            for meeting in meetings
            if meeting.my_answer is None and meeting.is_open
        ),
        *_polls(user),
        *_evaluations(user),
        *_groups_to_meet(user),
        *_questions_in_own_topics(user),
        *_unread(user),
    ]


def _confirmation(user) -> list[Waiting]:
    """The yearly question, until it is answered."""
    if open_question(user) is None:
        return []
    words = _("Is what we know of you still right?")
    return [Waiting(_("Your data"), "wait", words, reverse("confirmation:mine"))]


def _applications(user) -> list[Waiting]:
    if not may(user, Permission.VET_APPLICATIONS):
        return []
    count = open_for(user).count()
    if not count:
        return []
    words = ngettext(
        "%(count)d application waits for an answer",
        "%(count)d applications wait for an answer",
        count,
    )
    return [
        Waiting(_("Admission"), "wait", words % {"count": count}, reverse("admission_desk:inbox"))
    ]


def _reported(user) -> list[Waiting]:
    count = reported_for(user)
    if not count:
        return []
    words = ngettext(
        "%(count)d text in the forum has been reported",
        "%(count)d texts in the forum have been reported",
        count,
    )
    return [Waiting(_("Forum"), "wait", words % {"count": count}, reverse("moderation_desk:queue"))]


def _polls(user) -> list[Waiting]:
    """Polls that ask the reader when they can."""
    return [
        Waiting(
            _("Date"),
            "wait",
            _("When can you? %(title)s") % {"title": poll.title},
            poll.get_absolute_url(),
        )
        for poll in unanswered_for(user)
    ]


def _evaluations(user) -> list[Waiting]:
    """What the reader took part in and has not said their opinion of."""
    found = [(evaluation, subject_of(evaluation)) for evaluation in to_evaluate(user)]
    return [
        Waiting(
            _("Evaluation"),
            "wait",
            _("What did you think of %(title)s?") % {"title": subject.title},
            evaluation.get_absolute_url(),
        )
        for evaluation, subject in found
        if subject is not None
    ]


def _groups_to_meet(user) -> list[Waiting]:
    """The reader's own groups that should meet and have nothing announced."""
    return [
        Waiting(
            _("Your group"),
            "wait" if line.cadence.standing == Standing.OVERDUE else "",
            _("Time for a meeting in %(group)s") % {"group": line.group.name},
            reverse("cadence:group", args=[line.group.pk]),
        )
        for line in groups_to_meet(user)
    ]


def _todos(user) -> list[Waiting]:
    """What the reader has promised at meetings, the most pressing first; an overdue one is red."""
    return [
        Waiting(
            _("Overdue") if todo.is_overdue else _("To-do"),
            "error" if todo.is_overdue else "wait",
            _("%(todo)s (by %(day)s)")
            % {"todo": todo.text, "day": dates.long_date(todo.due_on, get_language() or "da")},
            todo.get_absolute_url(),
            done=todo.get_absolute_url(),
        )
        for todo in own_todos(user)[:SHOWN_TODOS]
    ]


def _unread(user) -> list[Waiting]:
    """Unread notices, the newest first; of several that say the same, only the newest."""
    newest: dict[str, Waiting] = {}
    unread = notices_for(user).filter(read_at__isnull=True).exclude(kind__in=SAID_ABOVE)
    for notice in unread[:LOOKED_THROUGH]:
        address = reverse("notices:open", args=[notice.pk])
        newest.setdefault(notice.title, Waiting(_("News"), "", notice.title, address))
    return list(newest.values())[:SHOWN_NOTICES]


def _questions_in_own_topics(user) -> list[Waiting]:
    """Colleagues' unanswered questions on what the reader has said they know about or help with."""
    topics = (
        Topic.objects.filter(
            Q(experts=user) | Q(volunteers__person=user),
            questions__in=standing_for(user)
            .filter(state=QuestionState.OPEN)
            .exclude(author_id=user.pk)
            .values("pk"),
        )
        .annotate(open_questions=Count("questions", distinct=True))
        .order_by("-open_questions", "name_key")[:3]
    )
    address = reverse("questions:list")
    return [
        Waiting(
            _("Your topic"),
            "",
            ngettext(
                "%(count)d unanswered question about %(topic)s",
                "%(count)d unanswered questions about %(topic)s",
                topic.open_questions,
            )
            % {"count": topic.open_questions, "topic": topic.name.lower()},
            f"{address}?vis={Filter.UNANSWERED}&emne={topic.slug}",
        )
        for topic in topics
    ]
