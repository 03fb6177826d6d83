from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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
    QUIET = "quiet", _("something beside the texts that takes its place at once")
    #: An open page shows it at once, and not when its reader asks for it.
    WITHDRAWN = "withdrawn", _("words that stood there are not to be read any more")
    MERGED = "merged", _("answers have been moved here or away")


class Filter(models.TextChoices):
    """The tabs over the list of questions; the values stand in its address."""

    ALL = "alle", _("All")
    UNANSWERED = "ubesvarede", _("Unanswered")
    SOLVED = "loeste", _("Solved")
    MINE = "mine", _("Mine")
    FOLLOWED = "foelger", _("Followed")
    SAVED = "gemte", _("Saved ones")
    ARCHIVE = "arkiv", _("Archive")


class Size(models.TextChoices):
    """How many live in the asker's municipality; the values stand in the list's address."""

    SMALL = "under-30", _("Under 30,000 inhabitants")
    MIDDLE = "30-50", _("30,000 to 50,000")
    LARGE = "50-100", _("50,000 to 100,000")
    GREAT = "over-100", _("Over 100,000")

    @property
    def bounds(self) -> tuple[int, int | None]:
        """From so many inhabitants, and up to fewer than so many."""
        return {
            Size.SMALL: (0, 30_000),
            Size.MIDDLE: (30_000, 50_000),
            Size.LARGE: (50_000, 100_000),
            Size.GREAT: (100_000, None),
        }[self]


class Period(models.TextChoices):
    """When it was asked; the values stand in the list's address."""

    WEEK = "uge", _("The last week")
    MONTH = "maaned", _("The last month")
    YEAR = "aar", _("The last year")

    @property
    def days(self) -> int:
        return {Period.WEEK: 7, Period.MONTH: 31, Period.YEAR: 366}[self]


class Standing(models.TextChoices):
    """How a question stands, as one looks for it; the values stand in the list's address."""

    OPEN = "aaben", _("Waits for an answer")
    ANSWERED = "besvaret", _("Answered")
    SOLVED = "loest", _("Solved")
    CLOSED = "lukket", pgettext_lazy("question", "Closed")
    SETTLED = "afklaret", _("Settled law")
    UNSETTLED = "uafklaret", _("Unsettled law")


class Sort(models.TextChoices):
    """What stands first in the list; the values stand in its address."""

    ACTIVITY = "aktivitet", _("Latest activity")
    NEWEST = "nyeste", _("Newest question")
    ANSWERS = "svar", _("Most answers")
    HELPFUL = "nyttige", _("Most helpful")
    WAITING = "venter", _("Waits longest")
