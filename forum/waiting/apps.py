from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WaitingConfig(AppConfig):
    name = "forum.waiting"
    verbose_name = _("What waits for an answer")

    def ready(self):
        from . import (
            kinds,  # noqa: F401 - makes its letters known
            receivers,  # noqa: F401 - connects them
        )
