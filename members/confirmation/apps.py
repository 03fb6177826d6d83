from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConfirmationConfig(AppConfig):
    name = "members.confirmation"
    verbose_name = _("Yearly confirmation")
