"""News that is told at once, or waits for a letter that gathers it; and the letters."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import batched

import structlog
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from forum.questions.enums import Level
from forum.questions.models import Answer, Follow, Question
from forum.questions.queries import readers_of, standing_for
from members.people.models import User
from members.people.rules import read_anew
from portal.audit import trail
from portal.kit.dates import is_working_day
from portal.notices.models import Notice
from portal.topics.models import Topic

from .. import notices
from ..enums import GATHERED, soonest
from ..models import DigestMark, TopicFollow, Waiting
from ..moments import latest

log = structlog.get_logger("forum.following")

#: So many accounts are read at a time.
BATCH = 100
#: Before any letter.
NEVER_TOLD = datetime(2000, 1, 1, tzinfo=UTC)


@transaction.atomic
def note_question(*, question: Question, by: User) -> None:
    """A question has been asked: tell those who follow one of its topics, or let it wait for them.

    The deed itself is on the trail already.
    """
    _note(question, TopicFollow.objects.filter(topic__questions=question), by)


@transaction.atomic
def note_topics(*, question: Question, topics: Iterable[Topic], by: User) -> None:
    """A question has got more topics: the same for those who follow one of these, and none that it had
    before. Whoever was told of it already is not told again.

    The deed itself is on the trail already.
    """
    follows = TopicFollow.objects.filter(topic__in=topics)
    earlier = question.topics.exclude(pk__in=[topic.pk for topic in topics])
    heard = TopicFollow.objects.filter(topic__in=earlier).values("person")
    told = Notice.objects.filter(kind=notices.ASKED, url=notices.address_of_question(question))
    fresh = follows.exclude(person__in=heard).exclude(person__in=told.values("recipient"))
    _note(question, fresh, by)


def _note(question: Question, follows: QuerySet[TopicFollow], by: User) -> None:
    """Tell those who follow so, or let it wait for them."""
    found: dict[int, list[str]] = defaultdict(list)
    for person, level in follows.exclude(person=by).values_list("person_id", "level"):
        found[person].append(level)
    silent = Follow.objects.filter(question=question, level=Level.NEVER)
    for person in silent.values_list("person_id", flat=True):
        found.pop(person, None)
    readers = list(readers_of(question).filter(pk__in=found))
    at_once = [person for person in readers if soonest(found[person.pk]) == Level.AT_ONCE]
    notices.asked(question, at_once, by=by)
    told = {person.pk for person in at_once}
    _let_wait([person for person in readers if person.pk not in told], question)


@transaction.atomic
def note_answer(*, answer: Answer, by: User) -> None:
    """A question has been answered: let it wait for those who follow it without wanting to hear at once."""
    follows = Follow.objects.filter(question=answer.question_id, level__in=GATHERED)
    people = follows.exclude(person=by).values("person")
    readers = readers_of(answer.question).filter(pk__in=people)
    _let_wait(list(readers), answer.question, answer)


@transaction.atomic
def carry_along(*, question: Question, into: Question, by: User) -> None:
    """Answers have moved under another question: what waits of them waits under its title. The deed itself
    is on the trail already."""
    Waiting.objects.filter(question=question, answer__isnull=False).update(question=into)


@transaction.atomic
def drop_for_outsiders(*, question: Question, by: User) -> None:
    """A question has other readers: nothing of it waits for those who may not read it any more. The deed
    itself is on the trail already."""
    readers = readers_of(question).values("pk")
    Waiting.objects.filter(question=question).exclude(person__in=readers).delete()


def _let_wait(people: list[User], question: Question, answer: Answer | None = None) -> None:
    Waiting.objects.bulk_create(
        [Waiting(person=person, question=question, answer=answer) for person in people],
        ignore_conflicts=True,
    )


def send_digests(*, now: datetime | None = None, by: User | None) -> int:
    """Write the letters that are due, a person at a time in a transaction of its own; returns how many.

    Safe to repeat and to break off: what was written stays written, and the rest is for the next run. One
    person's letter that fails is logged and the others are written; then raises ExceptionGroup.
    """
    now = now or timezone.now()
    if not is_working_day(timezone.localdate(now)):
        return 0
    due = {level: latest(level, now) for level in GATHERED}
    done = DigestMark.objects.filter(told_until__gte=due[Level.DAILY]).values("person")
    waiting = Waiting.objects.filter(since__lt=due[Level.DAILY]).exclude(person__in=done)
    sent, errors = 0, []
    people = list(waiting.order_by("person").values_list("person_id", flat=True).distinct())
    for some in batched(people, BATCH):
        accounts = read_anew(some)
        for person in some:
            try:
                with transaction.atomic():
                    sent += _gather(person, accounts.get(person), due, by)
            except Exception as error:
                log.exception("digest_not_written")
                errors.append(error)
    if sent:
        trail.record("following.digests_sent", on=None, by=by, count=sent)
    if errors:
        raise ExceptionGroup("Not all gathered letters could be written.", errors)
    return sent


def _gather(key: int, person: User | None, due: dict[Level, datetime], by: User | None) -> bool:
    """One person's letter, when there is anything for it; the same number of queries however much."""
    rows = list(
        Waiting.objects.filter(person=key, since__lt=due[Level.DAILY])
        .select_related("question", "answer")
        .only(
            "since",
            "question__title",
            "answer__question",
            "answer__deleted_at",
            "answer__hidden_at",
        )
    )
    wanted = _wanted(person, rows) if person is not None else {}
    # What nobody wants or may read any more goes unsaid.
    ready = [row for row in rows if row.pk not in wanted or row.since < due[wanted[row.pk]]]
    if not ready or not _claim(key, due[Level.DAILY]):
        return False
    Waiting.objects.filter(pk__in=[row.pk for row in ready]).delete()
    news = [row for row in ready if row.pk in wanted]
    if person is not None and news:
        notices.gathered(person, news, by=by)
    return bool(news)


def _claim(person: int, moment: datetime) -> bool:
    """Move the person's mark; False when somebody else has done so for this moment."""
    DigestMark.objects.get_or_create(person_id=person, defaults={"told_until": NEVER_TOLD})
    mine = DigestMark.objects.filter(person=person, told_until__lt=moment)
    return bool(mine.update(told_until=moment))


def _wanted(person: User, rows: list[Waiting]) -> dict[int, Level]:
    """Row → in which letter the person wants it, as they follow and may read today; the others are left
    out. What was to wait and is wanted at once by now comes in the next daily one."""
    ids = {row.question_id for row in rows}
    readable = set(standing_for(person).filter(pk__in=ids).values_list("pk", flat=True))
    follows = Follow.objects.filter(person=person, question__in=ids)
    own = dict(follows.values_list("question_id", "level"))
    by_topic: dict[int, list[str]] = defaultdict(list)
    topics = TopicFollow.objects.filter(person=person, topic__questions__in=ids)
    for question, level in topics.values_list("topic__questions", "level"):
        by_topic[question].append(level)
    wanted = {}
    for row in rows:
        question = row.question_id
        levels = [own[question]] if row.answer_id and question in own else []
        if not row.answer_id:
            levels = by_topic[question]
        gone = row.answer is not None and (row.answer.deleted_at or row.answer.hidden_at)
        if gone or question not in readable or own.get(question) == Level.NEVER or not levels:
            continue
        level = soonest(levels)
        wanted[row.pk] = level if level in GATHERED else Level.DAILY
    return wanted
