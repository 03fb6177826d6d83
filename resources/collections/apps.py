from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CollectionsConfig(AppConfig):
    name = "resources.collections"
    verbose_name = _("Collections")

    def ready(self):
        from . import receivers  # noqa: F401 - connects them
