from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """Where minutes are on their way from notes to what was agreed."""

    WRITING = "writing", _("being written")
    COMMENTS = "comments", _("open for comments")
    FINAL = "final", _("final")


#: Their to-dos have been given, and wait for their owners.
GIVEN = frozenset({Phase.COMMENTS, Phase.FINAL})
