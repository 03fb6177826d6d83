from django.db import models
from django.utils.translation import gettext_lazy as _


class GroupKind(models.TextChoices):
    """A group's reach; it decides how often it should meet."""

    REGIONAL = "regional", _("regional group")
    LOCAL = "local", _("local group")
