from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "resources.library"
    verbose_name = _("Library")

    def ready(self):
        from wagtail.admin import signal_handlers as wagtails

        from . import (
            receivers,  # noqa: F401 - makes versions of what Wagtail publishes
            steps,  # noqa: F401 - offers the guides to the onboarding
        )

        # Wagtail would mail by itself, past the outbox; whom the library tells stands in `notices`.
        for notifier in (
            wagtails.task_submission_email_notifier,
            wagtails.workflow_submission_email_notifier,
            wagtails.workflow_approval_email_notifier,
            wagtails.workflow_rejection_email_notifier,
        ):
            notifier.valid_classes = ()
