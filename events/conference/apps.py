from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConferenceConfig(AppConfig):
    name = "events.conference"
    verbose_name = _("Annual conference")

    def ready(self):
        from . import receivers  # noqa: F401 - connects them
