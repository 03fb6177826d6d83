"""What has been reported, for those who keep order, and for the one who reported."""

from django.db.models import Count, Prefetch, Q, QuerySet

from forum.questions.models import Answer, Comment, Question
from forum.questions.queries import texts_in, with_bylines
from forum.questions.rules import may_enter, may_moderate
from members.people.models import User
from portal.audit.models import Entry

from .enums import DEEDS, OPEN, CaseState, MoveState, Said, Tab
from .models import Case, Consent, Move, Report, Text

PAGE = 30


def cases_for(user) -> QuerySet[Case]:
    """The cases a person may handle; the same rule as `rules.may_handle`."""
    if not may_moderate(user):
        return Case.objects.none()
    own = Q(question__author=user) | Q(answer__author=user) | Q(comment__author=user)
    return Case.objects.exclude(pk__in=Case.objects.filter(own).values("pk"))


def queue(user, *, tab: Tab, reason: str = "") -> QuerySet[Case]:
    """The rows of a tab: the oldest first while they wait, the latest first when they are settled."""
    chosen = {
        Tab.NEW: Q(state=CaseState.NEW),
        Tab.MINE: Q(state=CaseState.TAKEN, assignee_id=user.pk),
        Tab.TAKEN: Q(state=CaseState.TAKEN),
        Tab.SETTLED: Q(state=CaseState.SETTLED),
    }[tab]
    cases = cases_for(user).filter(chosen)
    if reason:
        cases = cases.filter(pk__in=Report.objects.filter(reason=reason).values("case"))
    if tab == Tab.SETTLED:
        cases = cases.order_by("-settled_at", "-pk")
    return cases.select_related(
        "question", "answer__question", "comment__answer__question", "assignee"
    ).prefetch_related("reports")


def counts(user) -> dict[str, int]:
    """How many stand under each tab, in one query."""
    found = cases_for(user).aggregate(
        new=Count("pk", filter=Q(state=CaseState.NEW)),
        mine=Count("pk", filter=Q(state=CaseState.TAKEN, assignee_id=user.pk)),
        taken=Count("pk", filter=Q(state=CaseState.TAKEN)),
        settled=Count("pk", filter=Q(state=CaseState.SETTLED)),
    )
    return {
        Tab.NEW: found["new"],
        Tab.MINE: found["mine"],
        Tab.TAKEN: found["taken"],
        Tab.SETTLED: found["settled"],
    }


def waiting_for(user) -> int:
    """How many wait for this person: those nobody has taken, and those they have taken themselves."""
    mine = Q(state=CaseState.NEW) | Q(state=CaseState.TAKEN, assignee_id=user.pk)
    return cases_for(user).filter(mine).count()


def with_all(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The same with what a case's own page shows."""
    return cases.select_related("assignee").prefetch_related(
        Prefetch("question", with_bylines(Question.objects.all())),
        Prefetch("answer", with_bylines(Answer.objects.select_related("question"))),
        Prefetch("comment", with_bylines(Comment.objects.select_related("answer__question"))),
        Prefetch("reports", Report.objects.select_related("person")),
    )


def open_case_of(post: Text) -> Case | None:
    """The case of a text that is not settled yet."""
    return Case.objects.filter(**{str(post._meta.model_name): post}, state__in=OPEN).first()


def reports_of(user) -> QuerySet[Report]:
    """What a person has reported themselves, as long as they are a member."""
    if not may_enter(user):
        return Report.objects.none()
    return Report.objects.filter(person_id=user.pk).select_related("case")


def story_of(case: Case) -> list[tuple[Entry, str, User | None]]:
    """What has been done with the text and its question, the newest first: the deed, its words, and who.
    The trail itself leaves out who that is where an author wrote anonymously, or somebody reported."""
    post = case.post
    question = post.thread
    about = Q(object_type=case._meta.label_lower, object_id=str(case.pk))
    for each in (post, question):
        about |= Q(object_type=each._meta.label_lower, object_id=str(each.pk))
    entries = list(Entry.objects.filter(about, action__in=DEEDS))
    people = User.objects.in_bulk({entry.by_id for entry in entries if entry.by_id is not None})
    return [(entry, str(DEEDS[entry.action]), people.get(entry.by_id)) for entry in entries]


def consents_of(user) -> QuerySet[Consent]:
    """What a person has been asked, as long as they are a member."""
    if not may_enter(user):
        return Consent.objects.none()
    mine = Consent.objects.filter(person_id=user.pk)
    return mine.select_related("move__question__audience", "move__audience")


def own_texts_in(user, question: Question) -> list[Text]:
    """What a person has written under a question, whole."""
    mine = [post for post in texts_in(question) if post.author_id == user.pk]
    for post in mine:
        post.refresh_from_db()
    return mine


def open_move_of(question: Question) -> Move | None:
    """The request for other readers that waits for answers."""
    waiting = Move.objects.filter(question=question, state=MoveState.ASKED)
    return waiting.select_related("audience").first()


def answered(move: Move) -> tuple[int, int] | None:
    """How many of how many have said yes. None where somebody wrote anonymously: with the names beside
    it, the figure would tell who that may be."""
    if any(post.anonymous for post in texts_in(move.question)):
        return None
    said = list(move.consents.values_list("said", flat=True))
    return said.count(Said.YES), len(said)
