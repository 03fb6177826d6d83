"""A question."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from members.groups.models import Group
from portal.topics.models import Topic
from portal.ui import prose
from portal.ui.validators import no_cpr

from ..enums import Closing, Law, State
from .written import Written, hidden_for_a_reason

#: PostgreSQL's index takes no more of one row.
MOST_WORDS = 200_000


class Question(index.Indexed, Written):
    """One member's question to all, or with an `audience` to one group. `seq` numbers what has happened
    to it (see `QuestionEvent`)."""

    title = models.CharField(_("question"), max_length=200, validators=[no_cpr])
    body = models.TextField(_("what it is about"), validators=[no_cpr])
    audience = models.ForeignKey(
        Group,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who may read it"),
    )
    topics = models.ManyToManyField(
        Topic, related_name="questions", blank=True, verbose_name=_("topics")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closing = models.CharField(
        _("why it is closed"), max_length=10, choices=Closing, blank=True, default=""
    )
    closing_note = models.CharField(
        _("a word about it"), max_length=300, blank=True, validators=[no_cpr]
    )
    duplicate_of = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="duplicates",
        verbose_name=_("the question that asks the same"),
    )
    locked_at = models.DateTimeField(_("locked"), null=True, blank=True)
    lock_note = models.CharField(
        _("why it is locked"), max_length=300, blank=True, default="", validators=[no_cpr]
    )
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)
    law = models.CharField(_("the law"), max_length=10, choices=Law, blank=True, default="")
    views = models.PositiveIntegerField(_("readings"), default=0)
    answers_count = models.PositiveIntegerField(_("answers"), default=0)
    last_activity_at = models.DateTimeField(_("latest activity"), default=timezone.now)
    seq = models.PositiveIntegerField(default=0, editable=False)

    #: What the search's words are made of, besides the question's own row.
    SEARCHED_IN = ("topics", "attachments", "answers__attachments")
    #: The flows index a question themselves, in their own transaction.
    search_auto_update = False
    search_fields = [
        index.SearchField("title", boost=4),
        index.AutocompleteField("title"),
        index.SearchField("body_words"),
        index.SearchField("topic_words", boost=2),
        index.SearchField("answer_words"),
        index.SearchField("attachment_words"),
        index.FilterField("audience"),
        index.FilterField("deleted_at"),
        index.FilterField("hidden_at"),
    ]

    class Meta:
        ordering = ["-last_activity_at", "-pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        indexes = [
            models.Index(fields=["-last_activity_at", "-id"], name="question_newest"),
            models.Index(fields=["state", "-last_activity_at"], name="question_state_newest"),
            # What an open list asks every few seconds: see `stamps`.
            models.Index(fields=["audience", "seq"], name="question_stamp"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="question_state_known"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="question_has_a_title"),
            hidden_for_a_reason("question"),
            models.CheckConstraint(
                condition=Q(locked_at__isnull=True, lock_note="")
                | (Q(locked_at__isnull=False) & ~Q(lock_note="")),
                name="question_is_locked_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closing="")
                | Q(closed_at__isnull=False, closing__in=Closing.values),
                name="question_is_closed_for_a_reason",
            ),
            # The other one may be deleted since; only a duplicate points at one, and never at itself.
            models.CheckConstraint(
                condition=Q(duplicate_of__isnull=True)
                | (Q(closing=Closing.DUPLICATE) & ~Q(duplicate_of=F("pk"))),
                name="question_duplicates_another",
            ),
            models.CheckConstraint(
                condition=Q(law__in=["", *Law.values]), name="question_law_known"
            ),
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
    def takes_answers(self) -> bool:
        """Whether anything more can be written to it."""
        return not (
            self.closed_at
            or self.archived_at
            or self.deleted_at
            or self.locked_at
            or self.hidden_at
        )

    @property
    def shown_title(self) -> str:
        """The title as every reader may see it."""
        return self.title if self.hidden_at is None else gettext("Hidden question")

    @property
    def thread(self) -> "Question":
        return self

    @property
    def history_address(self) -> str:
        return reverse("questions:question_history", args=[self.pk])

    @property
    def edit_address(self) -> str:
        return reverse("questions:edit", args=[self.pk])

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
        if self.deleted_at is not None:
            return ""
        shown = (answer for answer in self.answers.all() if answer.hidden_at is None)
        return "\n".join(prose.plain(answer.body) for answer in shown)

    @property
    def attachment_words(self) -> str:
        """Names and text of the files under the question and its answers."""
        if self.deleted_at is not None:
            return ""
        files = [*self.attachments.all()]
        for answer in self.answers.all():
            if answer.hidden_at is None:
                files += answer.attachments.all()
        return "\n".join(f"{file.name_words}\n{file.words}" for file in files)[:MOST_WORDS]

    @classmethod
    def get_indexed_objects(cls):
        """With all that the search's words are made of: it asks for each of them several times. What is
        hidden has no words there."""
        shown = super().get_indexed_objects().filter(hidden_at__isnull=True)
        return shown.prefetch_related(*cls.SEARCHED_IN)
