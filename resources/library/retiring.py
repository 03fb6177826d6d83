"""Why material cannot be retired, or something not replace something else, as values; `problems` is long
enough."""

from django.utils.translation import gettext_lazy as _

from portal.kit.problems import Blocker

from .models import Guide, Version
from .problems import to_draft
from .replacing import guide_of, is_gone, leads_back, seen
from .rules import reaches_readers_of


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
    if not reaches_readers_of(guide_of(instead), guide_of(gone)):
        return [
            Blocker(
                "instead_hidden",
                _(
                    "Not everybody who is led there may read that. Choose something they all may read."
                ),
            )
        ]
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


def to_correct(
    gone: Guide | Version,
    because: str,
    instead: Guide | Version | None,
    user,
    *,
    now: Guide | Version | None,
    said: str,
    seen_as: str | None,
) -> list[Blocker]:
    """Why what is said of something that is gone cannot be said otherwise; ask the locked rows. `now` is what
    replaces it already: it may have gone since, and stays until another one is chosen. `said` is the reason
    that stands, and `seen_as` the mark (`replacing.seen`) of what whoever writes has before them."""
    if found := to_draft(user):
        return found
    if not is_gone(gone):
        return [Blocker("in_use", _("It is in use again. Somebody may have been quicker."))]
    is_overtaken = seen_as is not None and seen_as != seen(said, now)
    if is_overtaken and (said, now) != (because.strip(), instead):
        return [_overtaken(said, now)]
    found = [] if instead == now else to_replace(gone, instead)
    if not because.strip():
        found.append(Blocker("no_reason", _("Write why it is gone; members read it.")))
    return found


def _overtaken(said: str, now: Guide | Version | None) -> Blocker:
    instead = guide_of(now).full_title if now is not None else _("nothing")
    return Blocker(
        "overtaken",
        _(
            "Somebody has changed it while you wrote. It now says “%(said)s”, replaced by: %(instead)s. Keep "
            "it once more if yours is to stand."
        )
        % {"said": said, "instead": instead},
    )


def to_bring_back(user) -> list[Blocker]:
    return to_draft(user)
