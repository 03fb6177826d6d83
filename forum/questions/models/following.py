"""What members think of an answer and want to hear of."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import Level
from .answer import Answer
from .question import Question


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
    level = models.CharField(_("how soon"), max_length=10, choices=Level, default=Level.AT_ONCE)
    #: Only of what someone follows is it kept how far they have read; of the rest it is their own affair.
    seen_at = models.DateTimeField(_("last seen"), null=True, blank=True)

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        constraints = [
            models.UniqueConstraint(fields=["question", "person"], name="one_follow_each"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="follow_level_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.question_id}"


class Bookmark(models.Model):
    """That a member wants to find a question again. Nobody else sees it."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="bookmarks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(_("saved"), default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("bookmark")
        verbose_name_plural = _("bookmarks")
        constraints = [
            models.UniqueConstraint(fields=["question", "person"], name="one_bookmark_each")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.question_id}"
