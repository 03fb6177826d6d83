"""The words of caring for material."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """What others may do with it."""

    NETWORK = "network", _("for the network’s own use")
    FREE = "free", _("free to use when the source is named (CC BY 4.0)")
    OFFICIAL = "official", _("an official text that everyone may use")
    PERMISSION = "permission", _("used with the author’s permission")
    OTHER = "other", _("something else")


class Outcome(models.TextChoices):
    """What came of a report that something is out of date."""

    WAITS = "waits", _("not settled yet")
    MENDED = "mended", _("it has been mended")
    STILL_RIGHT = "right", _("it still holds")
    WITHDRAWN = "withdrawn", _("it has been withdrawn")


class Check(models.TextChoices):
    """What came of looking at something again after a rule had changed."""

    WAITS = "waits", _("not looked at yet")
    STILL_RIGHT = "right", _("still right")
    CHANGED = "changed", _("changed")
    WITHDRAWN = "withdrawn", _("withdrawn")
