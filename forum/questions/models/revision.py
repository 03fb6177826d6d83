"""What a text said before."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.ui.validators import no_cpr

from .answer import Answer, Comment
from .question import Question


class Revision(models.Model):
    """An earlier wording of a question, an answer or a comment, as it was until `replaced_at`. Whose it
    is, the text itself knows."""

    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, null=True, blank=True, related_name="revisions"
    )
    answer = models.ForeignKey(
        Answer, on_delete=models.CASCADE, null=True, blank=True, related_name="revisions"
    )
    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, null=True, blank=True, related_name="revisions"
    )
    title = models.CharField(_("question"), max_length=200, blank=True, validators=[no_cpr])
    text = models.TextField(_("earlier wording"), validators=[no_cpr])
    #: The names of the files that were attached, one a line.
    files = models.TextField(_("files"), blank=True, validators=[no_cpr])
    replaced_at = models.DateTimeField(_("replaced"), default=timezone.now)

    class Meta:
        ordering = ["replaced_at", "pk"]
        verbose_name = _("earlier wording")
        verbose_name_plural = _("earlier wordings")
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=False, answer__isnull=True, comment__isnull=True)
                | Q(question__isnull=True, answer__isnull=False, comment__isnull=True)
                | Q(question__isnull=True, answer__isnull=True, comment__isnull=False),
                name="revision_of_one_text",
            )
        ]

    def __str__(self) -> str:
        return f"{self.post} – {self.replaced_at:%Y-%m-%d %H:%M}"

    @property
    def post(self) -> "Question | Answer | Comment":
        """The text it was a wording of."""
        post = self.question or self.answer or self.comment
        assert post is not None, "the database holds it"
        return post
