"""What every text of the forum has in common."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.ui.validators import no_cpr

from ..bylines import Byline, byline_of
from ..enums import Reason

if TYPE_CHECKING:
    from .question import Question


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
    deleted_at = models.DateTimeField(_("deleted"), null=True, blank=True)
    removed = models.BooleanField(_("removed by the secretariat"), default=False)
    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True)
    hidden_for = models.CharField(
        _("why it is hidden"), max_length=10, choices=Reason, blank=True, default=""
    )
    #: For its author and those who keep order; other readers see neither the words nor why.
    hidden_note = models.CharField(
        _("a word about it"), max_length=300, blank=True, default="", validators=[no_cpr]
    )
    idempotency_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True

    #: The field that holds what is written.
    TEXT = "body"

    @property
    def thread(self) -> "Question":
        """The question that the text belongs to, or is."""
        raise NotImplementedError

    @property
    def text_written(self) -> str:
        return getattr(self, self.TEXT)

    @cached_property
    def byline(self) -> Byline:
        """Who is shown as the writer."""
        return byline_of(self)


def hidden_for_a_reason(kind: str) -> models.CheckConstraint:
    """What is hidden is hidden for a reason, and nothing else has one."""
    return models.CheckConstraint(
        condition=Q(hidden_at__isnull=True, hidden_for="")
        | Q(hidden_at__isnull=False, hidden_for__in=Reason.values),
        name=f"{kind}_is_hidden_for_a_reason",
    )
