from django.db import models
from django.utils.translation import gettext_lazy as _


class Deed(models.TextChoices):
    """What ticks a step: a deed the portal notices by itself, or the member's own word (BY_WORD)."""

    MATERIAL_READ = "material_read", _("a guide is opened")
    PROFILE_FILLED = "profile_filled", _("the profile is filled in")
    MEETING_SIGNED_UP = "meeting_signed_up", _("signed up for a meeting")
    CONFERENCE_SIGNED_UP = "conference_signed_up", _("signed up for the annual conference")
    QUESTION_ASKED = "question_asked", _("a question or an answer is written in the forum")
    INTRODUCED = "introduced", _("has introduced themself in the forum")
    INTRO_MEETING_BOOKED = "intro_meeting_booked", _("the introductory meeting is booked")
    BUDDY_MET = "buddy_met", _("has met the buddy")
    COURSE_TAKEN = "course_taken", _("the course is taken")
    BY_HAND = "by_hand", _("the member says so")


#: The member's own word ticks these: BY_HAND for ever, the others until a room notices the deed by itself.
BY_WORD = frozenset(
    {
        Deed.BY_HAND,
        Deed.INTRODUCED,
        Deed.INTRO_MEETING_BOOKED,
        Deed.BUDDY_MET,
        Deed.COURSE_TAKEN,
    }
)
