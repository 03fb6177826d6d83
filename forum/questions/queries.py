"""Lists of questions and answers for a reader."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from members.groups.models import Group
from members.groups.queries import members_of, own_group_numbers
from members.people.enums import Permission
from members.people.models import User
from members.people.queries import holders, members
from portal.kit import differences
from portal.kit.differences import Part
from portal.kit.keywords import telling
from portal.kit.prepared import Prepared
from portal.kit.wordindex import likeness
from portal.ui import prose
from resources.care.queries import changes_behind
from resources.library.models import Edition, Guide, Version
from resources.library.reach import guides_for_all_members
from resources.library.replacing import ends_of

from . import filters
from .choice import Choice
from .enums import EventKind, Filter, Sort
from .models import (
    Answer,
    Attachment,
    Bookmark,
    Claim,
    Comment,
    Draft,
    Follow,
    HelpfulMark,
    Question,
    QuestionEvent,
    Revision,
)
from .rules import may_enter, may_moderate, may_view
from .stamps import Stamps, as_stamps, stamp_rows

PAGE = 20
SIMILAR = 4
#: So many are kept for all readers: some of them may be for others' eyes.
NEAR = 5 * SIMILAR
#: Seconds for which the choice of similar questions is kept.
SIMILAR_FOR = 10 * 60
#: Of so many that are likest, those are shown that the reader may read.
MOST_ALIKE = 100
#: How many events a page gets in one go when it catches up.
BATCH = 100


def questions_for(user) -> QuerySet[Question]:
    """The questions a person may read; the same rule as `rules.may_view`."""
    return within(*reach_of(user)) if may_enter(user) else Question.objects.none()


def question_for(user, pk: int) -> Question | None:
    """One of them by its number."""
    return next(iter(_one(pk, *reach_of(user))), None) if may_enter(user) else None


def reach_of(user) -> tuple[list[int], ...]:
    """How far into the room one who may enter it reads: their groups' numbers; for those who keep order, no
    such bound."""
    return () if may_moderate(user) else (sorted(own_group_numbers(user)),)


def within(*groups: Collection[int]) -> QuerySet[Question]:
    """What is asked of the whole network or of one of these groups; without any bound, all of it. For
    questions whose SQL is kept, which cannot know the reader."""
    if not groups:
        return Question.objects.all()
    return Question.objects.filter(Q(audience__isnull=True) | Q(audience__in=groups[0]))


_one = Prepared(lambda pk, *groups: within(*groups).filter(pk=pk).order_by())


def standing_for(user) -> QuerySet[Question]:
    """Those of them that have not been deleted or hidden: what lists, searches, feeds and digests may lead
    to. The stub of the others is only for those who know the way to its answers."""
    return questions_for(user).filter(deleted_at__isnull=True, hidden_at__isnull=True)


def readers_of(question: Question) -> QuerySet[User]:
    """The members who may read a question; the same rule as `rules.may_view`."""
    if question.audience is None:
        return members()
    return members().filter(
        Q(pk__in=members_of(question.audience).values("pk"))
        | Q(pk__in=holders(Permission.MODERATE_FORUM).values("pk"))
    )


def answers_for(user) -> QuerySet[Answer]:
    """The answers to the questions a person may read."""
    return Answer.objects.filter(question__in=questions_for(user))


def texts_in(question: Question) -> list[Question | Answer | Comment]:
    """Everything that stands under a question and the question itself, without the words."""
    few = ("author_id", "anonymous")
    answers = Answer.objects.filter(question=question, deleted_at__isnull=True)
    comments = Comment.objects.filter(answer__question=question, deleted_at__isnull=True)
    found = [question] if question.deleted_at is None else []
    return [*found, *answers.only(*few), *comments.only(*few)]


def who_must_agree(question: Question, audience: Group | None) -> set[int | None]:
    """Whose consent other readers need: of all who have written there, None standing for accounts that are
    gone. Fewer readers need nobody's, but the asker's where they are anonymous: the fewer there are, the
    sooner one guesses."""
    if audience == question.audience:
        return set()
    if audience is not None and question.audience is None:
        return {question.author_id} if question.anonymous else set()
    return {post.author_id for post in texts_in(question)}


def standing_answers_for(user) -> QuerySet[Answer]:
    """Those of them whose words every reader of the question sees."""
    return answers_for(user).filter(deleted_at__isnull=True, hidden_at__isnull=True)


def comments_for(user) -> QuerySet[Comment]:
    """The comments on the answers a person may read."""
    return Comment.objects.filter(answer__in=answers_for(user))


def with_bylines(posts: QuerySet) -> QuerySet:
    """The same with what a byline needs, in a constant number of queries."""
    return posts.select_related("author").prefetch_related("author__posts__municipality")


def listed(user, *, show: Filter = Filter.ALL, topic: str = "") -> QuerySet[Question]:
    """The rows under a tab, and of a topic: the newest activity first. All that the list can filter by is
    in `finding`."""
    choice = Choice(tab=show, topic=topic)
    chosen = listable_for(user).filter(filters.of_tab(user.pk, show), filters.narrowed(choice))
    return for_rows(filters.ordered(chosen, Sort.ACTIVITY))


def listable_for(user) -> QuerySet[Question]:
    """What the tabs choose from (`filters.of_tab`): what stands, and one's own hidden questions, which
    stand under one's own."""
    return questions_for(user).filter(deleted_at__isnull=True)


def for_rows(questions: QuerySet[Question]) -> QuerySet[Question]:
    """The same with all that a list's row shows."""
    rows = with_bylines(questions).select_related("audience")
    return rows.prefetch_related("topics").defer("body")


def newest(user, *, count: int = 5) -> list[Question]:
    """The questions with the latest activity, for other rooms' start pages."""
    return list(listed(user)[:count])


def stamps_for(user) -> Stamps:
    """How far the questions have come that a person may read, by their audience."""
    return as_stamps(_stamps(*reach_of(user))) if may_enter(user) else {}


_stamps = Prepared(lambda *groups: stamp_rows(within(*groups)))


def alike(user, title: str) -> list[Question]:
    """Questions a person may read that ask something like this, for one who is about to ask: those with
    most of its telling words, the best first. Nothing for a title that says too little."""
    words = telling(title)
    if not words or not may_enter(user):
        return []
    best = likeness.alike(Question, words)[:MOST_ALIKE]
    found = (
        standing_for(user)
        .filter(pk__in=best)
        .only("title", "state", "answers_count", "closed_at", "law")
    )
    return sorted(found, key=lambda question: best.index(question.pk))[:SIMILAR]


def answers_of(question: Question) -> QuerySet[Answer]:
    """A question's answers as the page shows them: the accepted one first, then by age. The same for
    every reader, so that the events' fragments can be made with it."""
    return (
        with_bylines(question.answers.all())
        .select_related("author", "cites_version")
        .defer("cites_version__text", "cites_version__body")
        .annotate(helpful=Count("helpful_marks"))
        .order_by(F("accepted_at").asc(nulls_last=True), "created_at", "pk")
        .prefetch_related(
            Prefetch("comments", with_bylines(Comment.objects.all())),
            shown_attachments(),
            Prefetch("cites", _with_editions()),
        )
    )


def shown_answers(question: Question, only: Collection[int] | None = None) -> list[Answer]:
    """The same, all of them or only these, with what is read instead of a cited guide that is retired, and
    the rules behind each that have changed."""
    found = answers_of(question)
    answers = list(found if only is None else found.filter(pk__in=only))
    gone = {answer.cites.pk for answer in answers if answer.cites and answer.cites.is_retired}
    ends = ends_of(gone, guides_for_all_members())
    standing = [answer.pk for answer in answers if not answer.deleted_at and not answer.hidden_at]
    changes = changes_behind("answer", standing)
    for answer in answers:
        answer.instead = ends.get(answer.cites_id or 0)
        answer.rule_changes = changes.get(answer.pk, ())
    return answers


def claims_on(question: Question) -> list[Claim]:
    """Who is writing an answer just now; the same for every reader."""
    standing = Claim.objects.filter(question=question, until__gt=timezone.now())
    return list(standing.select_related("person").prefetch_related("person__posts__municipality"))


def shown_attachments() -> Prefetch:
    """The files under a text, without the words in them."""
    return Prefetch("attachments", Attachment.objects.defer("words"))


def attachments() -> QuerySet[Attachment]:
    """Files with what `rules.may_open` asks for."""
    return Attachment.objects.defer("words").select_related(
        "draft", "question__audience", "answer__question__audience"
    )


def draft_of(user, question: Question | None = None) -> Draft | None:
    """What the reader is writing: a new question, or an answer to `question`."""
    # Most readers of a question write nothing: that much is asked on every page.
    if question is not None and not _drafts(user.pk, question.pk):
        return None
    mine = Draft.objects.filter(owner_id=user.pk, question=question)
    return mine.select_related("audience").prefetch_related("topics", shown_attachments()).first()


_drafts = Prepared(
    lambda person, question: Draft.objects.filter(owner=person, question=question).values_list("pk")
)


def _with_editions() -> QuerySet[Guide]:
    versions = Version.objects.defer("text", "body")
    editions = Edition.objects.prefetch_related(Prefetch("versions", versions))
    guides = Guide.objects.select_related("retirement")
    return guides.prefetch_related(Prefetch("editions", editions))


def marked_helpful_by(user, question: Question) -> set[int]:
    """Which of the question's answers the reader has marked."""
    return {answer for (answer,) in _marked(user.pk, question.pk)}


_marked = Prepared(
    lambda person, question: HelpfulMark.objects.filter(
        person=person, answer__question=question
    ).values_list("answer_id")
)


class Own(NamedTuple):
    """What a reader has of a question for themself."""

    level: str = ""  # how soon they hear of it; empty when they do not follow
    seen_at: datetime | None = None
    bookmarked: bool = False


def own(user, question: Question) -> Own:
    """The reader's follow, how far they have read, and their bookmark."""
    level, seen_at = next(iter(_followed(user.pk, question.pk)), ("", None))
    return Own(level, seen_at, bool(_bookmarked(user.pk, question.pk)))


_followed = Prepared(
    lambda person, question: Follow.objects.filter(person=person, question=question).values_list(
        "level", "seen_at"
    )
)
_bookmarked = Prepared(
    lambda person, question: Bookmark.objects.filter(person=person, question=question).values_list(
        "pk"
    )
)


def follows(user, question: int) -> str:
    """How soon the reader hears of the answers to the question of this number; empty when they do not
    follow it."""
    return next((level for level, _seen_at in _followed(user.pk, question)), "")


def wrote_anonymously_in(user, question: Question) -> bool:
    """Whether the reader already writes anonymously here: then the form proposes to go on so."""
    if question.author_id == user.pk:
        return question.anonymous
    return bool(_anonymous_answers(user.pk, question.pk))


_anonymous_answers = Prepared(
    lambda person, question: Answer.objects.filter(
        author=person, question=question, anonymous=True
    ).values_list("pk")
)


def similar_to(user, question: Question) -> list[Question]:
    """Other questions on the same topics: those that share most, then the newest."""
    key = f"questions.similar.{question.pk}"
    near = cache.get(key)
    if near is None:
        near = _near(question)
        cache.set(key, near, SIMILAR_FOR)
    if not may_enter(user):
        return []
    # Which ones they are is kept for all readers; which of them this one may read is asked each time.
    keys = near + [0] * (NEAR - len(near))
    found = {each.pk: each for each in _standing_among(keys, *reach_of(user))}
    return [found[pk] for pk in near if pk in found][:SIMILAR]


_standing_among = Prepared(
    lambda keys, *groups: (
        within(*groups)
        .filter(pk__in=keys, deleted_at__isnull=True, hidden_at__isnull=True)
        .only("title")
        .order_by()
    )
)


def _near(question: Question) -> list[int]:
    shared = Q(topics__in=question.topics.all())
    return list(
        Question.objects.filter(shared, deleted_at__isnull=True)
        .exclude(pk=question.pk)
        .annotate(shared=Count("topics", filter=shared))
        .order_by("-shared", "-last_activity_at")
        .values_list("pk", flat=True)[:NEAR]
    )


def wordings(
    post: Question | Answer | Comment,
) -> list[tuple[Revision | None, datetime, list[Part]]]:
    """Every wording of a text, the newest first: the earlier one it is (None for today's), since when it
    stood so, and what was changed in it. The first wording has nothing to be compared with."""
    revisions = list(post.revisions.all())
    texts = [
        (revision, _wording(revision.title, revision.text, revision.files.splitlines()))
        for revision in revisions
    ]
    files = [] if isinstance(post, Comment) else [file.name for file in post.attachments.all()]
    today = _wording(getattr(post, "title", ""), post.text_written, files)
    begun = [post.created_at, *(revision.replaced_at for revision in revisions)]
    found: list[tuple[Revision | None, datetime, list[Part]]] = []
    earlier = None
    for (revision, text), since in zip([*texts, (None, today)], begun, strict=True):
        found.append(
            (revision, since, differences.between(text if earlier is None else earlier, text))
        )
        earlier = text
    return found[::-1]


def _wording(title: str, text: str, files: list[str]) -> str:
    """A text as it read, and which files were attached to it."""
    attached = "\n".join(_("Attached: %(name)s") % {"name": name} for name in files)
    return f"{title}\n\n{prose.plain(text)}\n\n{attached}".strip()


def events_after(user, question: Question, after: int) -> tuple[list[QuestionEvent], bool]:
    """What a page that has seen `after` has missed, in order, and whether that is all there was.

    Not all, when events of its time are already swept: then only a reload helps.
    """
    if not may_view(user, question):
        return [], True
    events = list(question.events.filter(seq__gt=after)[:BATCH])
    whole = after >= question.seq or bool(events and events[0].seq == after + 1)
    # Answers that came from another question came in one event, and a change to any of them empties it.
    whole = whole and all(event.html or event.kind != EventKind.MERGED for event in events)
    return events, whole
