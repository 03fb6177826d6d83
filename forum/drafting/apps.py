from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DraftingConfig(AppConfig):
    name = "forum.drafting"
    verbose_name = _("Questions for the library")

    def ready(self):
        from . import (
            origins,  # noqa: F401 - makes known what drafts are made of
            receivers,  # noqa: F401 - connects them
        )
