"""Why material cannot be retired, or something not replace something else, as values; `problems` is long
enough."""

from django.utils.translation import gettext_lazy as _

from portal.kit.problems import Blocker

from .models import Guide, Version
from .problems import to_draft
from .replacing import is_gone, leads_back


def to_replace(gone: Guide | Version, instead: Guide | Version | None) -> list[Blocker]:
    """Why something cannot be read instead of something else; ask the locked rows."""
    if instead is None:
        return []
    if leads_back(instead, gone):
        return [
            Blocker(
                "circle", _("That is itself replaced by this, so readers would go in a circle.")
            )
        ]
    if is_gone(instead):
        return [Blocker("instead_gone", _("That is gone too. Choose what replaces both."))]
    return []


def to_retire(guide: Guide, because: str, instead: Guide | None, user) -> list[Blocker]:
    """Why material cannot be taken out of use; ask the locked row."""
    if found := to_draft(user):
        return found
    found = to_replace(guide, instead)
    if not because.strip():
        found.append(Blocker("no_reason", _("Write why it is retired; members read it.")))
    if any(each.workflow_in_progress or each.scheduled_revision for each in guide.editions.all()):
        found.append(
            Blocker(
                "on_its_way", _("A text of it waits for approval or its hour. Take it back first.")
            )
        )
    return found


def to_bring_back(user) -> list[Blocker]:
    return to_draft(user)
