from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MaterialConfig(AppConfig):
    name = "events.material"
    verbose_name = _("Material of meetings and courses")

    def ready(self):
        from events.meetings import ready
        from resources.library import elsewhere

        from . import finding, queries, receivers  # noqa: F401 - connects them

        ready.offer(queries.number_ready)
        elsewhere.offer(finding.in_the_library)
