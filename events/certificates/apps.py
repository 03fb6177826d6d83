from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    name = "events.certificates"
    verbose_name = _("Certificates")

    def ready(self):
        from . import subjects

        subjects.offer()
