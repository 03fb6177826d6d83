from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RetentionConfig(AppConfig):
    name = "portal.retention"
    verbose_name = _("Retention")

    def ready(self):
        from . import checks  # noqa: F401 - registers the check
