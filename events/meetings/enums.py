from django.db import models
from django.utils.translation import gettext_lazy as _

from ..diets import Diet as Diet  # what is asked for lunch, the same as at the conference


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
    MAYBE = "maybe", _("maybe")
    REGRETS = "regrets", _("not coming")
    WAITING = "waiting", _("on the waiting list")
    OFFERED = "offered", _("offered a seat")
    SILENT = "silent", _("did not answer in time")


#: Whoever would miss it if the meeting moved or was called off.
INTERESTED = frozenset({Answer.COMING, Answer.MAYBE, Answer.WAITING, Answer.OFFERED, Answer.SILENT})


class Way(models.TextChoices):
    """How somebody takes part. Only those who come in person take a seat."""

    IN_PERSON = "in_person", _("in person")
    ONLINE = "online", _("online")


class MailDeed(models.TextChoices):
    """What a signed address in a letter does."""

    TAKE = "take", _("take the seat")
    REGRET = "regret", _("send regrets")
    PASS = "pass", _("pass the seat on")


class Change(models.TextChoices):
    """What may be another about a meeting, of what stands in people's calendars."""

    TIME = "time", _("Time")
    PLACE = "place", _("Place")
    LINK = "link", _("Link")


class Letters(models.TextChoices):
    """Mails about a group's meetings that a member can leave."""

    NEWS = "news", _("new meetings and date polls")
    REMINDERS = "reminders", _("reminders before meetings you come to")
