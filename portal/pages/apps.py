from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "portal.pages"
    verbose_name = _("Pages")

    def ready(self):
        from . import checks, receivers  # noqa: F401 - registers the check

        receivers.connect()
