from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingKind(models.TextChoices):
    """Whom a meeting gathers."""

    REGIONAL = "regional", _("regional meeting")
    LOCAL = "local", _("local meeting")


class State(models.TextChoices):
    """Where a meeting is on its way from plan to minutes."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("announced")
    CANCELLED = "cancelled", _("cancelled")
    HELD = "held", _("held")


#: What every member sees; a draft is its planners' own.
SHOWN = frozenset({State.PUBLISHED, State.CANCELLED, State.HELD})


class Answer(models.TextChoices):
    """A member's word on coming."""

    COMING = "coming", _("coming")
    REGRETS = "regrets", _("not coming")
