from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarConfig(AppConfig):
    name = "events.calendar"
    verbose_name = _("Calendar")

    def ready(self):
        from portal.notices import enclosures

        from . import receivers  # noqa: F401 - connects them
        from .invitations import (
            course_invitations_to,
            invitation_to,
            invitation_to_conference,
            programme_invitations_to,
        )

        enclosures.offer("meeting", invitation_to)
        enclosures.offer("course", course_invitations_to)
        enclosures.offer("conference", invitation_to_conference)
        enclosures.offer("programme", programme_invitations_to)
