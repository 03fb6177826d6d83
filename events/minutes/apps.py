from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MinutesConfig(AppConfig):
    name = "events.minutes"
    verbose_name = _("Minutes")

    def ready(self):
        from . import duties, receivers, starts  # noqa: F401 - connects them

        duties.offer()
        starts.offer()
