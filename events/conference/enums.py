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
    """Where a registration stands with its seat."""

    CONFIRMED = "confirmed", _("confirmed")
    WAITING = "waiting", _("on the waiting list")
    OFFERED = "offered", _("offered a seat")
    CANCELLED = "cancelled", _("given back")


#: One has such a registration once.
OPEN = frozenset(
    {RegistrationState.CONFIRMED, RegistrationState.WAITING, RegistrationState.OFFERED}
)
IN_LINE = frozenset({RegistrationState.WAITING, RegistrationState.OFFERED})


class PartKind(models.TextChoices):
    """What one books beside the seat. A conference without days among its parts is one for all its days."""

    SESSION = "session", _("session")
    MEAL = "meal", _("meal")
    NIGHT = "night", _("hotel night")
    DAY = "day", _("day")


class Place(models.TextChoices):
    """Where a registration stands with one part."""

    TAKEN = "taken", _("booked")
    WAITING = "waiting", _("on the waiting list")
    OFFERED = "offered", _("offered")
    WISHED = "wished", _("wished for")


#: Places that count in the stock.
HELD = frozenset({Place.TAKEN, Place.OFFERED})


class MailDeed(models.TextChoices):
    """What a signed address in a letter does."""

    TAKE = "take", _("take it")
    PASS_ON = "pass_on", _("pass it on")


class Room(models.TextChoices):
    """How one stays the night."""

    SINGLE = "single", _("a room of one's own")
    TWIN = "twin", _("a room for two")


class Selection(models.TextChoices):
    """Whom a letter of the secretariat goes to."""

    ALL = "all", _("everybody with a seat")
    PART = "part", _("those who have one session, meal or night")
    WAITING = "waiting", _("those who wait for a seat")
    PART_LINE = "part_line", _("those who wait for one session, meal or night")


#: They are about one part.
OF_A_PART = frozenset({Selection.PART, Selection.PART_LINE})


class Listing(models.TextChoices):
    """The desk's lists; the value stands in the address."""

    PARTICIPANTS = "deltagere", _("Participants")
    ROOMS = "vaerelser", _("Rooming list")
    KITCHEN = "koekken", _("Kitchen list")
    ALLERGIES = "allergier", _("Allergies, with names")
    SESSIONS = "sessioner", _("Sessions")
    FIRST_TIMERS = "foerste-gang", _("First-timers")
    NEEDS = "hensyn", _("Special needs")
