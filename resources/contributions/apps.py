from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContributionsConfig(AppConfig):
    name = "resources.contributions"
    verbose_name = _("Contributions to the library")

    def ready(self):
        from . import receivers  # noqa: F401 - connects them
