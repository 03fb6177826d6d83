"""Why an import cannot be brought in."""

from django.utils.translation import gettext_lazy as _

from portal.kit.problems import Blocker

from .enums import Outcome, Step
from .models import Batch


def to_bring(batch: Batch) -> list[Blocker]:
    """It has not been tried yet, or nothing of it can come in. One that is being brought in, or is in, is
    asked for twice, which does no harm."""
    if batch.state in (Step.TRYING, Step.FAILED):
        return [Blocker("not_tried", _("It has not been tried yet."))]
    if batch.state == Step.TRIED and not batch.rows.exclude(outcome=Outcome.LEFT_OUT).exists():
        return [Blocker("nothing", _("Nothing of it can be brought in."))]
    return []
