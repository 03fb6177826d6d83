from django.db import models
from django.utils.translation import gettext_lazy as _


class Shape(models.TextChoices):
    """How the page shows it; the value stands in its address."""

    MONTH = "maaned", _("Month")
    LIST = "liste", _("List")
    YEAR = "aar", _("Year wheel")


class Kind(models.TextChoices):
    """What is held. The first two are those of `meetings.enums.MeetingKind`."""

    REGIONAL = "regional", _("regional meeting")
    LOCAL = "local", _("local meeting")
    COURSE = "course", _("course")
    CONFERENCE = "conference", _("annual conference")
