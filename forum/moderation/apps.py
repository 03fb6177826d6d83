from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "forum.moderation"
    verbose_name = _("Order in the forum")

    def ready(self):
        from . import duties

        duties.offer()
