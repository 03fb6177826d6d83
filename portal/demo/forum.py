"""Sixty questions with their answers, asked and answered in the order in which they were written."""

from datetime import datetime, timedelta
from html import escape
from uuid import uuid4

from django.utils import timezone

from forum.following.flows import choosing
from forum.questions.enums import Level
from forum.questions.flows import answering, asking, drafting, judging
from forum.questions.models import Follow, Question
from portal.kit import dates
from portal.topics.models import Topic
from resources.library.models import Guide

from .cast import Cast
from .files import attached
from .texts import read

FILES = ("questions-1", "questions-2", "questions-3", "questions-4")


def write_questions() -> None:
    cast = Cast()
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    rows = [row for name in FILES for row in read(name)["question"]]
    for row in sorted(rows, key=asked_at):
        write_question(row, cast, topics)


def write_follows() -> None:
    """What each follows besides: the topics they know about, and of the questions a few more calmly.

    After the questions, for nobody followed a topic while they were asked.
    """
    levels = (Level.DAILY, Level.WEEKLY, Level.AT_ONCE)
    for number, person in enumerate(Cast().by_key.values()):
        known = list(person.expertise.all())
        if known:
            chosen = {topic: levels[(number + at) % 3] for at, topic in enumerate(known)}
            choosing.follow_topics(levels=chosen, by=person)
        older = Follow.objects.filter(person=person).order_by("question__created_at")
        for at, follow in enumerate(older.select_related("question")[:2]):
            level = levels[(number + at) % 2]
            choosing.follow_question(question=follow.question, level=level, by=person)


def write_drafts() -> None:
    """What they have begun to write and not posted."""
    cast = Cast()
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    for row in read("drafts")["draft"]:
        drafting.save_draft(
            question=None,
            number=0,
            title=row["title"],
            body=html(row["body"]),
            topics=[topics[slug] for slug in row["topics"]],
            key=uuid4(),
            by=cast.by_key[row["author"]],
        )


def asked_at(row: dict) -> datetime:
    """When it was asked; never in the future, at whatever hour the demo is built."""
    day = timezone.localdate() - timedelta(days=row["days_ago"])
    moment = datetime(
        day.year, day.month, day.day, row["hour"], row["minute"], tzinfo=dates.COPENHAGEN
    )
    return min(moment, timezone.now() - timedelta(hours=5))


def html(paragraphs: list[str]) -> str:
    return "".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs)


def write_question(row: dict, cast: Cast, topics: dict[str, Topic]) -> None:
    asker = cast.named(row["asker"])
    asked = asked_at(row)
    question = asking.ask(
        title=row["title"],
        body=html(row["body"]),
        topics=[topics[slug] for slug in row["topics"]],
        anonymous=row["anonymous"],
        draft=attached(row.get("file", []), None, asker),
        at=asked,
        by=asker,
    )
    for reference in row.get("follow", []):
        choosing.follow_question(question=question, level=Level.AT_ONCE, by=cast.named(reference))
    answers = sorted(row.get("answer", []), key=lambda each: each["after_minutes"])
    for each in answers:
        write_answer(question, each, asker, asked, cast)
    Question.objects.filter(pk=question.pk).update(views=row["views"])


def write_answer(question: Question, row: dict, asker, asked: datetime, cast: Cast) -> None:
    written = min(asked + timedelta(minutes=row["after_minutes"]), timezone.now())
    author = cast.named(row["author"])
    answer = answering.answer(
        question=question,
        body=html(row["body"]),
        anonymous=row.get("anonymous", False),
        cites=Guide.objects.filter(number=row.get("cites", 0)).first(),
        draft=attached(row.get("file", []), question, author),
        at=written,
        by=author,
    )
    for each in row.get("comment", []):
        answering.comment(
            answer=answer,
            text=each["text"],
            at=min(written + timedelta(minutes=each["after_minutes"]), timezone.now()),
            by=cast.named(each["author"]),
        )
    judge(answer, row, asker, written, cast)


def judge(answer, row: dict, asker, written: datetime, cast: Cast) -> None:
    """Accepted by the asker, confirmed by a jurist, and helpful to as many as the text says."""
    later = min(written + timedelta(hours=3), timezone.now())
    if row.get("accepted"):
        judging.accept(answer=answer, at=later, by=asker)
    if row.get("confirmed"):
        judging.confirm(answer=answer, at=later, by=cast.jurist)
    readers = [person for person in cast.by_key.values() if person.pk != answer.author_id]
    begin = answer.pk * 11 % len(readers)
    for person in (readers[begin:] + readers[:begin])[: row.get("helpful", 0)]:
        judging.mark_helpful(answer=answer, helpful=True, by=person)
