from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a course is on its way from plan to certificates."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("open for sign-up")
    CANCELLED = "cancelled", _("cancelled")
    HELD = "held", _("held")


#: What every member sees; a draft is its planners' and teachers' own.
SHOWN = frozenset({State.PUBLISHED, State.CANCELLED, State.HELD})


class Place(models.TextChoices):
    """Where somebody stands with a course."""

    ENROLLED = "enrolled", _("signed up")
    WAITING = "waiting", _("on the waiting list")
    OFFERED = "offered", _("offered a seat")
    WITHDRAWN = "withdrawn", _("not coming")


#: Whoever would miss it if the course moved or was called off.
INTERESTED = frozenset({Place.ENROLLED, Place.WAITING, Place.OFFERED})


class MailDeed(models.TextChoices):
    """What a signed address in a letter does."""

    TAKE = "take", _("take the seat")
    WITHDRAW = "withdraw", _("withdraw")


class Change(models.TextChoices):
    """What may be another about a course, of what those who take it have planned by."""

    DATES = "dates", _("Dates")
    PLACE = "place", _("Place")
    LINK = "link", _("Link")
    TEACHERS = "teachers", _("Teachers")
