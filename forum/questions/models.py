import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from portal.topics.models import Topic
from portal.ui import prose
from portal.ui.validators import no_cpr
from resources.library.enums import Line
from resources.library.models import Edition, Guide

from .bylines import Byline, byline_of
from .enums import EventKind, State


class Written(models.Model):
    """What a member writes, under their name or as an anonymous member.

    The author is kept also behind an anonymous text, so that the secretariat can trace it; every page
    shows `byline`, and nothing that is shown may be made from `author`.
    """

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("author"),
    )
    anonymous = models.BooleanField(_("anonymous"), default=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    idempotency_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True

    @cached_property
    def byline(self) -> Byline:
        """Who is shown as the writer."""
        return byline_of(self)


class Question(index.Indexed, Written):
    """One member's question to all. `seq` numbers what has happened to it (see `QuestionEvent`)."""

    title = models.CharField(_("question"), max_length=200, validators=[no_cpr])
    body = models.TextField(_("what it is about"), validators=[no_cpr])
    topics = models.ManyToManyField(
        Topic, related_name="questions", blank=True, verbose_name=_("topics")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    views = models.PositiveIntegerField(_("readings"), default=0)
    answers_count = models.PositiveIntegerField(_("answers"), default=0)
    last_activity_at = models.DateTimeField(_("latest activity"), default=timezone.now)
    seq = models.PositiveIntegerField(default=0, editable=False)

    #: The flows index a question themselves, in their own transaction.
    search_auto_update = False
    search_fields = [
        index.SearchField("title", boost=4),
        index.AutocompleteField("title"),
        index.SearchField("body_words"),
        index.SearchField("topic_words", boost=2),
        index.SearchField("answer_words"),
    ]

    class Meta:
        ordering = ["-last_activity_at", "-pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        indexes = [
            models.Index(fields=["-last_activity_at", "-id"], name="question_newest"),
            models.Index(fields=["state", "-last_activity_at"], name="question_state_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="question_state_known"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="question_has_a_title"),
            models.CheckConstraint(
                condition=Q(state=State.OPEN, answers_count=0)
                | (~Q(state=State.OPEN) & Q(answers_count__gt=0)),
                name="question_open_until_answered",
            ),
            models.CheckConstraint(
                condition=Q(last_activity_at__gte=F("created_at")),
                name="question_activity_after_writing",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def body_words(self) -> str:
        return prose.plain(self.body)

    @property
    def topic_words(self) -> str:
        """The topics by all their names: a colleague's word for it finds it, too."""
        return "\n".join(
            word for topic in self.topics.all() for word in (topic.name, *topic.synonyms)
        )

    @property
    def answer_words(self) -> str:
        return "\n".join(prose.plain(answer.body) for answer in self.answers.all())

    @classmethod
    def get_indexed_objects(cls):
        """With all that the search's words are made of: it asks for each of them several times."""
        return super().get_indexed_objects().prefetch_related("topics", "answers")


class Answer(Written):
    """One answer. The asker may accept one of a question's; the secretariat may confirm any."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    body = models.TextField(_("answer"), validators=[no_cpr])
    cites = models.ForeignKey(
        Guide,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the guide it rests on"),
    )
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(accepted_at__isnull=False),
                name="one_accepted_answer",
            ),
            # The one who confirmed may be deleted since; nobody has confirmed without a time.
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(confirmed_at__isnull=False),
                name="answer_confirmed_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}: {self.question}"

    @property
    def cited_edition(self) -> Edition | None:
        """The cited guide's edition to read today: the national one where it is published."""
        if self.cites is None:
            return None
        published = [each for each in self.cites.editions.all() if each.is_published]
        return max(published, key=lambda each: each.line == Line.NATIONAL, default=None)


class Comment(Written):
    """A short word on an answer, in plain text."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField(_("comment"), max_length=2000, validators=[no_cpr])

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self) -> str:
        return f"#{self.pk}: {self.answer}"


class HelpfulMark(models.Model):
    """That a member found an answer helpful. Shown as a number only."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="helpful_marks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("helpful mark")
        verbose_name_plural = _("helpful marks")
        constraints = [
            models.UniqueConstraint(fields=["answer", "person"], name="one_helpful_mark_each")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.answer_id}"


class Follow(models.Model):
    """That a member wants to know of a question's answers. Nobody else sees who follows."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="follows")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        constraints = [
            models.UniqueConstraint(fields=["question", "person"], name="one_follow_each")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.question_id}"


class QuestionEvent(models.Model):
    """One thing that happened to a question, numbered in the question's own sequence.

    `html` is rendered once and is the same for every reader. Events serve open pages that missed the
    push, so they are kept for two days only; `answer` lets an edited text take its old events along.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="events")
    answer = models.ForeignKey(
        Answer, on_delete=models.CASCADE, null=True, blank=True, related_name="events"
    )
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=EventKind)
    html = models.TextField(validators=[no_cpr])
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["seq"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.UniqueConstraint(fields=["question", "seq"], name="one_event_a_number"),
            models.CheckConstraint(condition=Q(seq__gt=0), name="events_are_numbered_from_one"),
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="event_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}/{self.seq} {self.kind}"
