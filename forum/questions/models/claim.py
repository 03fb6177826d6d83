"""That somebody is writing an answer just now."""

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ..bylines import Byline, byline_of
from .question import Question


class Claim(models.Model):
    """“I am answering this”, until `until`: so that two do not look up the same thing. An anonymous one
    tells only that somebody is."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="claims")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    anonymous = models.BooleanField(_("anonymous"), default=False)
    until = models.DateTimeField(_("until"))

    class Meta:
        ordering = ["until", "pk"]
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            models.UniqueConstraint(fields=["question", "person"], name="one_claim_each")
        ]

    def __str__(self) -> str:
        return f"#{self.question_id}"

    @property
    def author(self):
        return self.person

    @cached_property
    def byline(self) -> Byline:
        """Who is shown as the one who is writing."""
        return byline_of(self)
