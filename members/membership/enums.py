from django.db import models
from django.utils.translation import gettext_lazy as _

from members.confirmation import enums as confirmation


class Tab(models.TextChoices):
    """Whom the people desk shows; the value stands in its address."""

    MEMBERS = "medlemmer", _("Members")
    LEAVING = "paa-vej-ud", _("Leaving")
    AWAY = "orlov", _("On leave")
    SUSPENDED = "suspenderede", _("Suspended")
    FORMER = "tidligere", _("Former")
    OTHERS = "andre", _("Others")


#: The trail's deeds in words, for one person's page.
DEEDS = {
    "people.admitted": _("Admitted to the network"),
    "people.post_given": _("Post given"),
    "people.post_ended": _("Post ended, or its end set"),
    "people.post_changed": _("Post corrected"),
    "people.membership_ended": _("The membership ended"),
    "people.profile_corrected": _("Profile corrected"),
    "people.role_granted": _("Role given"),
    "people.role_ended": _("Role ended"),
    "membership.leaving": _("Leaving"),
    "membership.staying": _("Stays after all"),
    "membership.duties_noted": _("Duties put on the list"),
    "membership.duty_handed_over": _("Duty handed over"),
    "membership.suspension_proposed": _("Heard about a suspension"),
    "membership.suspension_answered": _("Answered in the hearing"),
    "membership.suspended": _("Suspended by decision"),
    "membership.suspension_lifted": _("Suspension lifted"),
    "membership.leave_begun": _("Leave written"),
    "membership.leave_ended": _("Day of coming back set"),
    "membership.readmitted": _("Readmitted"),
    **confirmation.DEEDS,
}
