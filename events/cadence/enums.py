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
