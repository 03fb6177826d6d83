from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    name = "forum.questions"
    verbose_name = _("Questions")

    def ready(self):
        from . import (
            citing,
            receivers,  # noqa: F401 - connects them
            steps,  # noqa: F401 - offers the topics to the onboarding
        )

        citing.offer()
