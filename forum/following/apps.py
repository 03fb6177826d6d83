from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowingConfig(AppConfig):
    name = "forum.following"
    verbose_name = _("What members follow")

    def ready(self):
        from . import (
            kinds,  # noqa: F401 - makes its letters known
            receivers,  # noqa: F401 - connects them
        )
