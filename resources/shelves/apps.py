from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShelvesConfig(AppConfig):
    name = "resources.shelves"
    verbose_name = _("Own lists")

    def ready(self):
        from . import receivers  # noqa: F401 - connects them
