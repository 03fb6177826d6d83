"""What members hear of the material they keep."""

from django.utils.translation import gettext as _

from portal.notices.flows import tell
from resources.library.models import Guide, Version

from .queries import who_hear_of


def retired(guide: Guide, *, by) -> None:
    """Those who keep the material or follow its topic hear that it is not to be used any more."""
    tell(
        who_hear_of(guide),
        kind="material-retired",
        title=lambda: _("%(guide)s is retired") % {"guide": guide.full_title},
        url=guide.get_absolute_url(),
        by=by,
    )


def changed(version: Version, *, by) -> None:
    """Those who keep the material or follow its topic hear of a version that matters to readers; the rest is
    on the page."""
    guide = version.edition.guide
    first = version.number == 1
    tell(
        who_hear_of(guide),
        kind="material-changed",
        title=lambda: (
            _("New in the library: %(guide)s") % {"guide": guide.full_title}
            if first
            else _("%(guide)s has new content: %(change)s")
            % {"guide": guide.full_title, "change": version.change}
        ),
        url=version.get_absolute_url(),
        by=by,
    )
