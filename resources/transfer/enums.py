"""How far a long piece of work is."""

from django.db import models
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """A worker makes it; it is ready, or came to nothing."""

    MAKING = "making", pgettext_lazy("an export", "being made")
    READY = "ready", pgettext_lazy("an export", "ready")
    FAILED = "failed", pgettext_lazy("an export", "failed")


class Step(models.TextChoices):
    """How far an import is: it is tried before anything of it is brought in."""

    TRYING = "trying", pgettext_lazy("an import", "being tried")
    TRIED = "tried", pgettext_lazy("an import", "tried, not brought in yet")
    BRINGING = "bringing", pgettext_lazy("an import", "being brought in")
    DONE = "done", pgettext_lazy("an import", "brought in")
    FAILED = "failed", pgettext_lazy("an import", "failed")


class Outcome(models.TextChoices):
    """What becomes of a line."""

    NEW = "new", pgettext_lazy("a line of an import", "new material")
    ADDED = "added", pgettext_lazy("a line of an import", "file beside material that is there")
    LEFT_OUT = "left_out", pgettext_lazy("a line of an import", "left out")
