"""How far a long piece of work is."""

from django.db import models
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """A worker makes it; it is ready, or came to nothing."""

    MAKING = "making", pgettext_lazy("an export", "being made")
    READY = "ready", pgettext_lazy("an export", "ready")
    FAILED = "failed", pgettext_lazy("an export", "failed")
