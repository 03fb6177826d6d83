from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KlarRetConfig(AppConfig):
    name = "resources.klarret"
    verbose_name = _("The KlarRet series")

    def ready(self):
        from . import receivers  # noqa: F401 - connects them
