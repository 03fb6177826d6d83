from django.db import models
from django.utils.translation import gettext_lazy as _


class Deed(models.TextChoices):
    """What ticks a step: a deed the portal notices by itself, or the member's own word (BY_HAND)."""

    MATERIAL_READ = "material_read", _("a guide is opened")
    PROFILE_FILLED = "profile_filled", _("the profile is filled in")
    MEETING_SIGNED_UP = "meeting_signed_up", _("signed up for a meeting")
    CONFERENCE_SIGNED_UP = "conference_signed_up", _("signed up for the annual conference")
    QUESTION_ASKED = "question_asked", _("a question or an answer is written in the forum")
    BY_HAND = "by_hand", _("the member says so")
