from django.db import models
from django.utils.translation import gettext_lazy as _


class Deed(models.TextChoices):
    """What ticks a step: a deed the portal notices by itself, or the member's own word (BY_WORD)."""

    MATERIAL_READ = "material_read", _("a guide is opened")
    PROFILE_FILLED = "profile_filled", _("the profile is filled in")
    MEETING_SIGNED_UP = "meeting_signed_up", _("signed up for a meeting")
    MEETING_JOINED = "meeting_joined", _("a meeting one was signed up for has been held")
    CONFERENCE_SIGNED_UP = "conference_signed_up", _("signed up for the annual conference")
    QUESTION_ASKED = "question_asked", _("a question or an answer is written in the forum")
    INTRODUCED = "introduced", _("has introduced themself in the forum")
    INTRO_MEETING_BOOKED = "intro_meeting_booked", _("the introductory meeting is booked")
    BUDDY_MET = "buddy_met", _("has met the buddy")
    COURSE_TAKEN = "course_taken", _("the course is taken")
    BY_HAND = "by_hand", _("the member says so")


#: The member's own word ticks these too: BY_HAND for ever, the others for whoever did it outside the portal.
BY_WORD = frozenset(
    {
        Deed.BY_HAND,
        Deed.INTRODUCED,
        Deed.INTRO_MEETING_BOOKED,
        Deed.BUDDY_MET,
        Deed.COURSE_TAKEN,
    }
)
#: A deed that ticks only a step which names what it must be about: not every question is an introduction.
ABOUT_SOMETHING = frozenset({Deed.INTRODUCED})


class Said(models.TextChoices):
    """What became of asking a member to be somebody's buddy; empty while they think about it."""

    YES = "yes", _("said yes")
    NO = "no", _("cannot this time")
    NOTHING = "nothing", _("did not answer")
    WITHDRAWN = "withdrawn", _("asked no more")


class CheckUp(models.IntegerChoices):
    """After how many days the secretariat asks how it goes."""

    MONTH = 30, _("after 30 days")
    QUARTER = 90, _("after 90 days")


class News(models.TextChoices):
    """What an onboarding is spoken of for."""

    STEP = "step", _("the next step waits")
    CHECK = "check", _("a check is due")
