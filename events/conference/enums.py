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


#: Kinds that are for everybody and that one would not want to miss.
FOR_ALL = (SessionKind.PLENARY, SessionKind.SOCIAL)


class Fate(models.TextChoices):
    """What becomes of a point when the draft of it is published."""

    HELD = "held", _("is held")
    CANCELLED = "cancelled", _("is cancelled")
    REMOVED = "removed", _("goes out of the programme")


class Tone(models.TextChoices):
    """The quiet colours of a track's word."""

    GREEN = "green", _("green")
    SAND = "sand", _("sand")
    BLUE = "blue", _("blue")
    PLUM = "plum", _("plum")


class What(models.TextChoices):
    """What a new version of the programme may change of a point."""

    NEW = "new", _("new")
    CANCELLED = "cancelled", _("cancelled")
    REMOVED = "removed", _("taken out")
    TIME = "time", _("time")
    ROOM = "room", _("room")
    SPEAKERS = "speakers", _("speakers")
    TITLE = "title", _("title")
    TEXT = "text", _("description")
    KIND = "kind", _("form")
    TRACK = "track", _("track")
    SEATS = "seats", _("number of seats")


#: It is not as those who planned to come had planned it.
MOVES = frozenset({What.CANCELLED, What.REMOVED, What.TIME, What.ROOM})
#: What those hear who have a session, wait for it or speak at it.
TELLS = MOVES | {What.SPEAKERS, What.TITLE}


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


class Wish(models.IntegerChoices):
    """The order in which what somebody wishes for is given them when their seat becomes certain."""

    RATHER = 1, _("wished before anything else")
    CHOSEN = 2, _("wished")
    ELSE = 3, _("wished if the other one is gone")


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
