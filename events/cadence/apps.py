from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CadenceConfig(AppConfig):
    name = "events.cadence"
    verbose_name = _("Cadence of the groups")
