"""What is agreed about check-in."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

#: So long before the first day the door may be tried and the first ones let in.
EARLY = timedelta(days=1)
#: So long after the last day the secretariat can still say that somebody ate, or that somebody was there.
MEALS_UNTIL = timedelta(days=28)
ARRIVALS_UNTIL = timedelta(days=270)
#: So long after the last day a helper still stands there: what lay on a phone without a line when the day was
#: over is sent the next morning.
HELPERS_UNTIL = timedelta(hours=12)
#: What one phone sends at once; the rest comes with its next call.
AT_ONCE = 200
#: So many badges come in one file: a big conference prints one file after the other, each within seconds.
A_FILE = 200


class Said(models.TextChoices):
    """What the door answers; the phone says the same in words and colour."""

    WELCOME = "welcome", _("checked in")
    ALREADY = "already", _("checked in already")
    UNDONE = "undone", _("taken back")
    NOT_BOOKED = "not_booked", _("has not ordered it")
    WAITS = "waits", _("is on the waiting list")
    CANCELLED = "cancelled", _("has cancelled")
    UNKNOWN = "unknown", _("unknown code")


class Batch(models.TextChoices):
    """Which badges are printed."""

    NEW = "new", _("those not printed yet")
    ALL = "all", _("all")
    BLANK = "blank", _("empty ones to write on by hand")
