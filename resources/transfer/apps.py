from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TransferConfig(AppConfig):
    name = "resources.transfer"
    verbose_name = _("Export and import")

    def ready(self):
        from . import receivers  # noqa: F401 - connects them
