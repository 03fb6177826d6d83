"""What has happened to a question."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.ui.validators import no_cpr

from ..enums import EventKind
from .answer import Answer
from .question import Question


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
