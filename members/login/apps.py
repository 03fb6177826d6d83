from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LoginConfig(AppConfig):
    name = "members.login"
    verbose_name = _("Log-in")

    def ready(self):
        from . import receivers  # noqa: F401 - connects them
