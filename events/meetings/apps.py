from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "events.meetings"
    verbose_name = _("Meetings")

    def ready(self):
        from . import duties, letters, receivers  # noqa: F401 - connects them

        duties.offer()
        letters.offer()
