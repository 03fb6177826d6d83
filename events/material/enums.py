from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """What the material is for: to come prepared, or to look up what was said."""

    BEFORE = "before", _("beforehand")
    AFTER = "after", _("afterwards")
