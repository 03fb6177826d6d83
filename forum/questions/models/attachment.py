"""A file under a text."""

import re
import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.kit.contents import Kind
from portal.ui.uploads import KINDS, KeptFile
from portal.ui.validators import no_cpr

from .answer import Answer
from .draft import Draft
from .question import Question
from .written import Written


def place_of(attachment: "Attachment", name: str) -> str:
    """Where the storage keeps it: under a name that says nothing."""
    return f"forum/{uuid.uuid4().hex}.{attachment.kind}"


class Attachment(KeptFile, models.Model):
    """A file that belongs to a draft, and from its posting on to a question or an answer. Whose it is, they
    know. `words` is the text in it, for the search."""

    draft = models.ForeignKey(
        Draft, on_delete=models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    answer = models.ForeignKey(
        Answer, on_delete=models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    file = models.FileField(_("file"), upload_to=place_of, max_length=100)
    name = models.CharField(_("name"), max_length=200, validators=[no_cpr])
    kind = models.CharField(_("kind"), max_length=5, choices=KINDS)
    size = models.PositiveIntegerField(_("size"))
    words = models.TextField(_("text in it"), blank=True, validators=[no_cpr])
    added_at = models.DateTimeField(_("attached"), default=timezone.now)

    class Meta:
        ordering = ["added_at", "pk"]
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        constraints = [
            models.CheckConstraint(
                condition=Q(draft__isnull=False, question__isnull=True, answer__isnull=True)
                | Q(draft__isnull=True, question__isnull=False, answer__isnull=True)
                | Q(draft__isnull=True, question__isnull=True, answer__isnull=False),
                name="attachment_of_one_text",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[value for value, _label in KINDS]),
                name="attachment_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("questions:attachment", args=[self.pk, self.name])

    @property
    def name_words(self) -> str:
        """The words of its name: PostgreSQL would take `Husorden.docx` for a machine's address."""
        return re.sub(r"[\W_]+", " ", self.name)

    @property
    def is_picture(self) -> bool:
        return Kind(self.kind).is_picture

    @property
    def post(self) -> Written | None:
        """The text that it stands under; None as long as that is a draft."""
        return self.question or self.answer
