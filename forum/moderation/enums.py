from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CaseState(models.TextChoices):
    """How far a reported text has come."""

    NEW = "new", _("new")
    TAKEN = "taken", _("being looked at")
    SETTLED = "settled", _("settled")


OPEN = (CaseState.NEW, CaseState.TAKEN)


class Outcome(models.TextChoices):
    """What came of it. Those who reported are told in these words."""

    NOTHING = "nothing", _("it stays as it is")
    MENDED = "mended", _("the one who wrote it has mended it")
    HIDDEN = "hidden", _("it is hidden")
    REMOVED = "removed", _("it is removed")
    ORDERED = "ordered", _("the question is closed, locked or moved")


class MoveState(models.TextChoices):
    """How far a request for other readers has come."""

    ASKED = "asked", _("not everybody has answered yet")
    MOVED = "moved", _("it has moved")
    REFUSED = "refused", _("it stays where it is")
    LAPSED = "lapsed", _("not everybody answered in time, so it stays where it is")
    WITHDRAWN = "withdrawn", _("the secretariat does not ask any more")


class Said(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")


class Tab(models.TextChoices):
    """The tabs over the queue; the values stand in its address."""

    NEW = "nye", _("Not taken")
    MINE = "mine", _("Mine")
    TAKEN = "i-gang", _("Being looked at")
    SETTLED = "afgjorte", _("Settled")


#: The deeds that a case's story tells, in its words. What readers think of a text is not among them.
DEEDS = {
    "moderation.reported": _("Reported"),
    "moderation.taken": pgettext_lazy("case", "Taken"),
    "moderation.settled": _("Settled"),
    "questions.hidden": _("Hidden"),
    "questions.shown": _("Shown again"),
    "questions.locked": _("Question locked"),
    "questions.unlocked": _("Question unlocked"),
    "questions.closed": _("Question closed"),
    "questions.reopened": _("Question opened again"),
    "questions.changed": _("Changed by the one who wrote it"),
    "questions.answer_changed": _("Changed by the one who wrote it"),
    "questions.comment_changed": _("Changed by the one who wrote it"),
    "questions.attached": _("File attached"),
    "questions.detached": _("File removed"),
    "questions.question_deleted": _("Deleted"),
    "questions.answer_deleted": _("Deleted"),
    "questions.comment_deleted": _("Deleted"),
    "questions.merged": _("Put together with another question"),
    "questions.moved": _("Moved to other readers"),
    "moderation.move_asked": _("Those who wrote there asked whether it may move"),
    "moderation.move_withdrawn": _("No longer asked"),
    "questions.author_traced": _("Author traced"),
}
