from django.db import models
from django.utils.translation import gettext_lazy as _

from forum.questions.enums import Level

#: How soon a topic may be heard of, the soonest first. A topic of which one never hears is not followed.
HEARD = (Level.AT_ONCE, Level.DAILY, Level.WEEKLY)
#: The levels whose news waits for a letter that gathers it.
GATHERED = (Level.DAILY, Level.WEEKLY)


def soonest(levels) -> Level:
    """The level that counts where several topics of one question are followed."""
    return min((Level(each) for each in levels), key=HEARD.index)


class Chosen(models.TextChoices):
    """Which questions a feed has; the values stand in its address."""

    ALL = "alle", _("all questions")
    TOPICS = "emner", _("questions on the topics you follow")
