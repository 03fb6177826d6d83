from django.db import models
from django.utils.translation import gettext_lazy as _


class Wait(models.TextChoices):
    """What a question waits for."""

    ANSWER = "answer", _("an answer")
    ACCEPTANCE = "acceptance", _("the asker’s word that it is solved")
