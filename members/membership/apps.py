from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembershipConfig(AppConfig):
    name = "members.membership"
    verbose_name = _("Membership")

    def ready(self):
        from . import receivers  # noqa: F401 - connects them
