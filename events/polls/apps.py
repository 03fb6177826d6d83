from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PollsConfig(AppConfig):
    name = "events.polls"
    verbose_name = _("Date polls")

    def ready(self):
        from . import calendar, receivers  # noqa: F401 - connects them

        calendar.offer()
