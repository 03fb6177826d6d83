"""What members hear of the material they keep."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from members.people.models import User
from portal.notices.flows import tell
from resources.library.enums import Extent
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


def readers_of_change(version: Version) -> QuerySet[User]:
    """Those who keep the material or follow its topic hear of a version that matters to readers; the rest is
    on the page."""
    if version.extent != Extent.MAJOR:
        return User.objects.none()
    return who_hear_of(version.edition.guide)


def changed(version: Version, people: Iterable[User], *, by) -> None:
    """Something they keep, or on a topic of theirs, has new content."""
    guide = version.edition.guide
    first = version.number == 1
    tell(
        people,
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
