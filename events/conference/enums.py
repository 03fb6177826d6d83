from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a conference is on its way to the members."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("announced")
    CANCELLED = "cancelled", _("cancelled")


#: What every member sees.
SHOWN = frozenset({State.PUBLISHED, State.CANCELLED})


class SessionKind(models.TextChoices):
    """What one does at a point of the programme."""

    PLENARY = "plenary", _("for all")
    PARALLEL = "parallel", _("one of several at the same time")
    MEAL = "meal", _("meal or break")
    SOCIAL = "social", _("together")


class RegistrationState(models.TextChoices):
    CONFIRMED = "confirmed", _("confirmed")
    CANCELLED = "cancelled", _("given back")
