from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Standing(models.TextChoices):
    """How a group keeps its rhythm today."""

    ON_TIME = "on_time", _("on time")
    DUE = "due", pgettext_lazy("a meeting", "due")
    OVERDUE = "overdue", pgettext_lazy("a meeting", "overdue")


class Stage(models.TextChoices):
    """Who has been told that a group should meet."""

    COORDINATORS = "coordinators", _("the coordinators")
    SECRETARIAT = "secretariat", _("the secretariat")


class Figure(models.TextChoices):
    """What a figure counts; the value stands in the address of its rows."""

    HELD = "holdt", _("Meetings held")
    PLANNED = "planlagt", _("Meetings planned")
    KEPT = "rytme", _("Rhythm kept")
    CAME = "fremmoede", _("Who came")
