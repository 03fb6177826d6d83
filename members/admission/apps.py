from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdmissionConfig(AppConfig):
    name = "members.admission"
    verbose_name = _("Admission")

    def ready(self):
        from . import receivers  # noqa: F401 - connects them
