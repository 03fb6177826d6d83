"""An answer, and the short words under it."""

from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.ui.validators import no_cpr
from resources.care.models import RuleChange
from resources.library.enums import Line
from resources.library.models import Edition, Guide, Version

from .question import Question
from .written import Written, hidden_for_a_reason


class Answer(Written):
    """One answer. The asker may accept several of a question's; the secretariat may confirm any."""

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
    cites_version = models.ForeignKey(
        Version,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the version it was when it was cited"),
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

    #: What is read instead of a cited guide that is retired; filled in by `queries.shown_answers`.
    instead: Guide | None = None
    #: The rules behind it that have changed, until it has been looked at again; filled in there, too.
    rule_changes: Sequence[RuleChange] = ()

    #: Where it stood before its question was put together with another: old links lead there still.
    moved_from = models.ManyToManyField(
        Question, related_name="moved_answers", blank=True, verbose_name=_("stood before under")
    )

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            hidden_for_a_reason("answer"),
            # The one who confirmed may be deleted since; nobody has confirmed without a time.
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(confirmed_at__isnull=False),
                name="answer_confirmed_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}: {self.question}"

    @property
    def thread(self) -> Question:
        return self.question

    @property
    def history_address(self) -> str:
        return reverse("questions:answer_history", args=[self.pk])

    @property
    def edit_address(self) -> str:
        return reverse("questions:edit_answer", args=[self.pk])

    @property
    def shown_guide(self) -> Guide | None:
        """The cited guide, where every reader of an answer may read it: the same words go to all of them. One
        that was a group's alone since then is not named."""
        return self.cites if self.cites is not None and self.cites.is_for_all_members else None

    @property
    def cited_edition(self) -> Edition | None:
        """The cited guide's edition to read today: the national one where it is published."""
        if self.cites is None:
            return None
        published = [each for each in self.cites.editions.all() if each.is_published]
        return max(published, key=lambda each: each.line == Line.NATIONAL, default=None)

    @property
    def cites_something_older(self) -> bool:
        """Whether the guide has got a newer version since it was cited, or a national edition."""
        edition, cited = self.cited_edition, self.cites_version
        if edition is None or cited is None or edition.newest is None:
            return False
        return cited.edition_id != edition.pk or cited.number < edition.newest.number


class Comment(Written):
    """A short word on an answer, in plain text."""

    TEXT = "text"

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField(_("comment"), max_length=2000, validators=[no_cpr])

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [hidden_for_a_reason("comment")]

    def __str__(self) -> str:
        return f"#{self.pk}: {self.answer}"

    @property
    def thread(self) -> Question:
        return self.answer.question

    @property
    def history_address(self) -> str:
        return reverse("questions:comment_history", args=[self.pk])

    @property
    def edit_address(self) -> str:
        return reverse("questions:edit_comment", args=[self.pk])
