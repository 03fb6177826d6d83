from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far a question has come. SOLVED is the asker's word: they have accepted an answer."""

    OPEN = "open", _("open")
    ANSWERED = "answered", _("answered")
    SOLVED = "solved", _("solved")


class EventKind(models.TextChoices):
    """What happened to a question that an open page of it should show."""

    ANSWER = "answer", _("a new answer")
    COMMENT = "comment", _("a new comment")
    CHANGE = "change", _("something that stood there has changed")


class Filter(models.TextChoices):
    """The tabs over the list of questions; the values stand in its address."""

    ALL = "alle", _("All")
    UNANSWERED = "ubesvarede", _("Unanswered")
    SOLVED = "loeste", _("Solved")
    MINE = "mine", _("Mine")
