from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far a question has come. SOLVED is the asker's word: they have accepted an answer."""

    OPEN = "open", _("open")
    ANSWERED = "answered", _("answered")
    SOLVED = "solved", _("solved")


class Closing(models.TextChoices):
    """Why a question takes no more answers."""

    DUPLICATE = "duplicate", _("the same has been asked before")
    OUTDATED = "outdated", _("the law or the practice is another one now")
    MISPLACED = "misplaced", _("it belongs somewhere else")
    NO_NEED = "no_need", _("nobody needs an answer any more")


class Reason(models.TextChoices):
    """What may be wrong with a text: why it is reported, and why it is hidden."""

    CITIZEN = "citizen", _("it shows who a citizen is")
    TONE = "tone", _("the tone")
    WRONG = "wrong", _("it is wrong in law")
    MISPLACED = "misplaced", _("it belongs somewhere else")
    OTHER = "other", _("advertising or something else")


class Law(models.TextChoices):
    """What the secretariat says of the law behind a question."""

    SETTLED = "settled", _("settled law")
    UNSETTLED = "unsettled", _("unsettled law")


class Level(models.TextChoices):
    """How soon a member hears of news on what they follow. NEVER is said of a question only: it silences
    the question also where one of its topics is followed."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Gathered once a day")
    WEEKLY = "weekly", _("Gathered once a week")
    NEVER = "never", _("Never")


class EventKind(models.TextChoices):
    """What happened to a question that an open page of it should show."""

    ANSWER = "answer", _("a new answer")
    COMMENT = "comment", _("a new comment")
    CHANGE = "change", _("something that stood there has changed")
    #: An open page shows it at once, and not when its reader asks for it.
    WITHDRAWN = "withdrawn", _("words that stood there are not to be read any more")
    MERGED = "merged", _("answers have been moved here or away")


class Filter(models.TextChoices):
    """The tabs over the list of questions; the values stand in its address."""

    ALL = "alle", _("All")
    UNANSWERED = "ubesvarede", _("Unanswered")
    SOLVED = "loeste", _("Solved")
    MINE = "mine", _("Mine")
    ARCHIVE = "arkiv", _("Archive")
