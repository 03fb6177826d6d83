from django.db import models
from django.utils.translation import gettext_lazy as _

#: How many times somebody is reminded: with the asking that is three letters, and then a person calls.
REMINDERS = 2
#: So many working days pass after the asking, and after each reminder, before the next step: the members
#: are in their offices on working days, and a fortnight outlasts a week's holiday and a course.
SILENT_DAYS = 10
#: "Within a week", for the figures: how soon most answer says whether the letter is understood.
SOON_DAYS = 7


class State(models.TextChoices):
    """How far one year's confirmation has come; the value stands in the desk's address."""

    UNANSWERED = "ubekraeftede", _("Unconfirmed")
    WAITING = "venter", _("May still answer")
    CONFIRMED = "bekraeftede", _("Have confirmed")


#: The trail's deeds in words, for one person's page.
DEEDS = {
    "confirmation.asked": _("Asked to confirm the data"),
    "confirmation.reminded": _("Reminded to confirm the data"),
    "confirmation.confirmed": _("Data confirmed"),
}
