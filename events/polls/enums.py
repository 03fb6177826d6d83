from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Where a poll is on its way from question to meeting."""

    OPEN = "open", pgettext_lazy("poll", "open")
    CLOSED = "closed", _("a date was found")
    CALLED_OFF = "called_off", _("called off")


class Says(models.TextChoices):
    """What a person says of one slot."""

    YES = "yes", _("I can")
    IF_NEED_BE = "if_need_be", _("If need be")
    NO = "no", _("I cannot")


#: With these the person could come.
CAN = frozenset({Says.YES, Says.IF_NEED_BE})
#: How many slots a poll has.
FEWEST, MOST = 2, 12
