from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    name = "events.feedback"
    verbose_name = _("Evaluation of the conference")

    def ready(self):
        from . import receivers, subjects  # noqa: F401 - the receivers are connected

        subjects.offer()
