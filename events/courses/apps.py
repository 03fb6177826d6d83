from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "events.courses"
    verbose_name = _("Courses")

    def ready(self):
        from . import duties, receivers  # noqa: F401 - connects them

        duties.offer()
