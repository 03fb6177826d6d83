from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "resources.library"
    verbose_name = _("Library")

    def ready(self):
        from . import steps  # noqa: F401 - offers the guides to the onboarding
