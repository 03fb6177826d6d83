from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VettingConfig(AppConfig):
    name = "members.vetting"
    verbose_name = _("Vetting")

    def ready(self):
        from . import duties

        duties.offer()
