from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareConfig(AppConfig):
    name = "resources.care"
    verbose_name = _("Care for the material")

    def ready(self):
        from . import (
            duties,
            receivers,  # noqa: F401 - connects them
        )

        duties.offer()
