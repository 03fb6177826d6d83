from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "members.groups"
    verbose_name = _("Groups")

    def ready(self):
        from . import duties

        duties.offer()
