"""Which questions wait, since when, and for whom."""

from collections.abc import Iterator
from datetime import datetime, time

from django.db.models import Count, F, Max, Q, QuerySet
from django.utils import timezone

from forum.questions.enums import Level, State
from forum.questions.models import Question
from forum.questions.queries import readers_of, standing_for
from forum.questions.rules import may_moderate
from members.people.enums import Permission
from members.people.models import User
from members.people.queries import holders
from portal.kit.dates import COPENHAGEN, add_working_days, local
from portal.topics.models import Topic

from .enums import Wait
from .models import Told, Volunteer, WaitingSettings
from .moments import STILL_NEWS, stage_due, waited

#: What nobody can or should answer any more waits for nothing.
_TAKES_ANSWERS = Q(
    closed_at__isnull=True,
    archived_at__isnull=True,
    deleted_at__isnull=True,
    hidden_at__isnull=True,
    locked_at__isnull=True,
)


def waiting_for(wait: Wait) -> QuerySet[Question]:
    """Every question that waits for this, each with `since`: when it was asked, or last answered. For the
    clock; what a reader sees goes through `unanswered_for`."""
    if wait == Wait.ANSWER:
        opened = Question.objects.filter(_TAKES_ANSWERS, state=State.OPEN)
        return opened.annotate(since=F("created_at"))
    answered = Question.objects.filter(
        _TAKES_ANSWERS, state=State.ANSWERED, author__isnull=False, not_yet__isnull=True
    )
    standing = Q(answers__deleted_at__isnull=True, answers__hidden_at__isnull=True)
    return answered.annotate(since=Max("answers__created_at", filter=standing))


def due(now: datetime) -> Iterator[tuple[Question, Wait, int]]:
    """Each question of which somebody is to be told today, with what it waits for and for the how maniest
    time; what has been told already is left out."""
    chosen = WaitingSettings.load()
    for wait, state, after, times in (
        (Wait.ANSWER, State.OPEN, chosen.tell_after, chosen.tell_times),
        (Wait.ACCEPTANCE, State.ANSWERED, chosen.remind_after, chosen.remind_times),
    ):
        if not times:
            continue
        earlier = Told.objects.filter(wait=wait, question__state=state).order_by()
        told = dict(earlier.values_list("question").annotate(Max("stage")))
        first = add_working_days(local(now).date(), -(after * times + STILL_NEWS + 1))
        begin = datetime.combine(first, time.min, tzinfo=COPENHAGEN)
        waiting: QuerySet = waiting_for(wait)  # with `since`, which the type does not know
        rows = waiting.filter(since__gte=begin).order_by("since", "pk")
        for question in rows.select_related("audience"):
            stage = stage_due(waited(question.since, now), after=after, times=times)
            if stage > told.get(question.pk, 0):
                yield question, wait, stage


def volunteers_for(question: Question) -> QuerySet[User]:
    """Who has offered to help with one of its topics, may read it, has not silenced it, and did not openly
    ask it themselves (see `_known_asker`)."""
    offered = Volunteer.objects.filter(topic__questions=question)
    silent = question.follows.filter(level=Level.NEVER)
    return (
        readers_of(question)
        .filter(pk__in=offered.values("person"))
        .exclude(pk__in=silent.values("person"))
        .exclude(pk__in=_known_asker(question))
    )


def secretariat_for(question: Question) -> QuerySet[User]:
    """Who keeps order in the forum and did not openly ask it themselves."""
    keepers = holders(Permission.MODERATE_FORUM).values("pk")
    return readers_of(question).filter(pk__in=keepers).exclude(pk__in=_known_asker(question))


def asker_of(question: Question) -> QuerySet[User]:
    """The one who asked, as long as they may read and accept the answers."""
    return readers_of(question).filter(pk__in=_asker(question))


def _asker(question: Question) -> list[int]:
    """Nobody, when the account is gone."""
    return [question.author_id] if question.author_id is not None else []


def _known_asker(question: Question) -> list[int]:
    """Whoever asked openly. An anonymous asker who is among those to be told is told like them: the list of
    mails would show who alone was left out."""
    return [] if question.anonymous else _asker(question)


def topics_of(user) -> set[int]:
    """The topics a person helps with."""
    return set(Volunteer.objects.filter(person_id=user.pk).values_list("topic_id", flat=True))


def topics_behind(user, question_id: int) -> QuerySet[Topic]:
    """The question's topics that a person helps with."""
    mine = Volunteer.objects.filter(person_id=user.pk)
    return Topic.objects.filter(pk__in=mine.values("topic"), questions=question_id)


def topics_without_help() -> QuerySet[Topic]:
    """The topics that nobody helps with: where it is worth asking around."""
    return Topic.objects.filter(volunteers__isnull=True)


def unanswered_for(user) -> QuerySet[Question]:
    """The unanswered questions that a person may read, the oldest first."""
    waiting = waiting_for(Wait.ANSWER).values("pk")
    return standing_for(user).filter(pk__in=waiting).order_by("created_at", "pk")


def for_the_desk(user) -> QuerySet[Question]:
    """The same as the desk shows them: with how many help with their topics, and when it was told last."""
    questions = (
        unanswered_for(user).select_related("audience").prefetch_related("topics").defer("body")
    )
    return questions.annotate(
        helping=Count("topics__volunteers__person", distinct=True),
        told_at=Max("told__at", filter=Q(told__wait=Wait.ANSWER)),
    )


def overdue_count(user) -> int:
    """How many questions have waited so long that somebody is told; for those who keep order."""
    if not may_moderate(user):
        return 0
    after = WaitingSettings.load().tell_after
    # Whole days before today: one more step back than the days that must have passed.
    last = add_working_days(timezone.localdate(), -after)
    begin = datetime.combine(last, time.min, tzinfo=COPENHAGEN)
    return unanswered_for(user).filter(created_at__lt=begin).count()


def is_asked(user, question: Question) -> bool:
    """Whether the reader is the asker and has been reminded to say whether the question is solved. Not on a
    day on which something was said: then it is not the time to ask, and nothing has to be looked up."""
    if user.pk is None or question.author_id != user.pk or question.state != State.ANSWERED:
        return False
    if not waited(question.last_activity_at, timezone.now()):
        return False
    mine = waiting_for(Wait.ACCEPTANCE).filter(pk=question.pk, told__wait=Wait.ACCEPTANCE)
    return mine.exists()
