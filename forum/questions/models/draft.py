"""What a member is writing and has not posted."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.groups.models import Group
from portal.topics.models import Topic
from portal.ui.validators import no_cpr
from resources.library.models import Guide

from .question import Question


class Draft(models.Model):
    """A member's new question, or their answer to `question`, as it was last saved. Only its owner reads
    it, and no trail or log says that it exists: who sits over an answer would tell who is anonymous.

    `number` counts the times it was saved: what builds on an older number is not let over newer text.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("owner"),
    )
    question = models.ForeignKey(
        Question,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="drafts",
        verbose_name=_("question"),
    )
    title = models.CharField(_("question"), max_length=200, blank=True, validators=[no_cpr])
    body = models.TextField(_("text"), blank=True, validators=[no_cpr])
    topics = models.ManyToManyField(Topic, related_name="+", blank=True, verbose_name=_("topics"))
    audience = models.ForeignKey(
        Group,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who may read it"),
    )
    anonymous = models.BooleanField(_("anonymous"), default=False)
    cites = models.ForeignKey(
        Guide,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the guide it rests on"),
    )
    number = models.PositiveIntegerField(default=1, editable=False)
    #: The key of the form in which it was last written.
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-saved_at"]
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(
                fields=["owner"],
                condition=Q(question__isnull=True),
                name="one_draft_of_a_question",
            ),
            models.UniqueConstraint(
                fields=["owner", "question"],
                condition=Q(question__isnull=False),
                name="one_draft_of_an_answer",
            ),
            models.CheckConstraint(condition=Q(number__gt=0), name="drafts_are_numbered_from_one"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
