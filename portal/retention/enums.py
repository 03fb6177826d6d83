"""What one may ask of one's own data, and what comes of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The two requests that a person fills in; seeing one's data needs none."""

    CORRECTION = "correction", _("correction")
    DELETION = "deletion", _("deletion")


class Outcome(models.TextChoices):
    """What came of a request."""

    DONE = "done", _("met in full")
    PARTLY = "partly", _("met in part")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


#: The secretariat gives these with an answer; the person alone withdraws.
ANSWERS = (Outcome.DONE, Outcome.PARTLY, Outcome.REFUSED)
#: These tell where one may complain (GDPR, article 12(4)).
NOT_WHOLLY = frozenset({Outcome.PARTLY, Outcome.REFUSED})
