from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """How a question is answered."""

    SCALE = "scale", _("from 1 to 5")
    CHOICE = "choice", _("one of several")
    TEXT = "text", _("in one's own words")


#: Where an answer is a number, which is counted and not kept.
COUNTED = frozenset({Kind.SCALE, Kind.CHOICE})
SCALE = range(1, 6)
#: An evaluation is short, or nobody answers it.
MOST_QUESTIONS = 8
MOST_OPTIONS = 8
#: One is asked the same of each part, and there may be ten of them on one's page.
MOST_OF_A_PART = 3
#: The part of a question that is to be asked of each part, and is not itself asked of any.
EACH = "*"
#: Answers of fewer than this are shown to nobody.
FEWEST = 5
#: For so many days it is open, unless its questioner says otherwise.
DAYS_OPEN = 14
