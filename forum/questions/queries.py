"""Lists of questions and answers for a reader."""

import re
from itertools import chain

from django.db.models import Case, Count, F, Prefetch, Q, QuerySet, When
from wagtail.search.backends import get_search_backend

from resources.library.models import Edition, Guide, Version

from .enums import Filter, State
from .models import Answer, Comment, Follow, HelpfulMark, Question, QuestionEvent
from .rules import may_enter, may_view

PAGE = 20
SIMILAR = 4
#: No search shows more than this: a longer list is not read.
MOST_FOUND = 100
#: How many events a page gets in one go when it catches up.
BATCH = 100


def questions_for(user) -> QuerySet[Question]:
    """The questions a person may read; the same rule as `rules.may_view`."""
    return Question.objects.all() if may_enter(user) else Question.objects.none()


def answers_for(user) -> QuerySet[Answer]:
    """The answers to the questions a person may read."""
    return Answer.objects.filter(question__in=questions_for(user))


def with_bylines(posts: QuerySet) -> QuerySet:
    """The same with what a byline needs, in a constant number of queries."""
    return posts.select_related("author").prefetch_related("author__posts__municipality")


def listed(user, *, show: Filter = Filter.ALL, topic: str = "") -> QuerySet[Question]:
    """The rows of the list: the newest activity first."""
    chosen = {
        Filter.ALL: Q(),
        Filter.UNANSWERED: Q(state=State.OPEN),
        Filter.SOLVED: Q(state=State.SOLVED),
        Filter.MINE: Q(author_id=user.pk),
    }[show]
    questions = questions_for(user).filter(chosen)
    if topic:
        questions = questions.filter(topics__slug=topic)
    return _for_rows(questions)


def _for_rows(questions: QuerySet[Question]) -> QuerySet[Question]:
    return with_bylines(questions).prefetch_related("topics").defer("body")


def newest(user, *, count: int = 5) -> list[Question]:
    """The questions with the latest activity, for other rooms' start pages."""
    return list(listed(user)[:count])


def search_for(user, words: str) -> QuerySet[Question]:
    """The questions a person may read that have all these words, the best first; the last word may be
    only begun. At most `MOST_FOUND`."""
    readable = questions_for(user)
    # Only letters and digits: the index's query language gives quotes and signs meanings of their own.
    plain = " ".join(re.findall(r"\w+", words))
    if not plain or not may_enter(user):
        return Question.objects.none()
    engine = get_search_backend()
    hits = chain(
        engine.search(plain, readable, operator="and")[:MOST_FOUND],
        engine.autocomplete(plain, readable, operator="and")[:MOST_FOUND],
    )
    found = list(dict.fromkeys(hit.pk for hit in hits))[:MOST_FOUND]
    if not found:
        return Question.objects.none()
    order = Case(*(When(pk=pk, then=at) for at, pk in enumerate(found)), default=len(found))
    return _for_rows(readable.filter(pk__in=found)).order_by(order)


def answers_of(question: Question) -> QuerySet[Answer]:
    """A question's answers as the page shows them: the accepted one first, then by age. The same for
    every reader, so that the events' fragments can be made with it."""
    return (
        with_bylines(question.answers.all())
        .annotate(helpful=Count("helpful_marks"))
        .order_by(F("accepted_at").asc(nulls_last=True), "created_at", "pk")
        .prefetch_related(
            Prefetch("comments", with_bylines(Comment.objects.all())),
            Prefetch("cites", _with_editions()),
        )
    )


def _with_editions() -> QuerySet[Guide]:
    versions = Version.objects.defer("text", "sections")
    editions = Edition.objects.prefetch_related(Prefetch("versions", versions))
    return Guide.objects.prefetch_related(Prefetch("editions", editions))


def marked_helpful_by(user, question: Question) -> set[int]:
    """Which of the question's answers the reader has marked."""
    marks = HelpfulMark.objects.filter(person_id=user.pk, answer__question=question)
    return set(marks.values_list("answer_id", flat=True))


def follows(user, question: Question) -> bool:
    return Follow.objects.filter(person_id=user.pk, question=question).exists()


def wrote_anonymously_in(user, question: Question) -> bool:
    """Whether the reader already writes anonymously here: then the form proposes to go on so."""
    if question.author_id == user.pk:
        return question.anonymous
    return question.answers.filter(author_id=user.pk, anonymous=True).exists()


def similar_to(user, question: Question) -> list[Question]:
    """Other questions on the same topics: those that share most, then the newest."""
    shared = Q(topics__in=question.topics.all())
    return list(
        questions_for(user)
        .filter(shared)
        .exclude(pk=question.pk)
        .annotate(shared=Count("topics", filter=shared))
        .order_by("-shared", "-last_activity_at")
        .only("title")[:SIMILAR]
    )


def events_after(user, question: Question, after: int) -> tuple[list[QuestionEvent], bool]:
    """What a page that has seen `after` has missed, in order, and whether that is all there was.

    Not all, when events of its time are already swept: then only a reload helps.
    """
    if not may_view(user, question):
        return [], True
    events = list(question.events.filter(seq__gt=after)[:BATCH])
    whole = after >= question.seq or bool(events and events[0].seq == after + 1)
    return events, whole
