"""Whom the series tells, and in which words."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from members.people.enums import Permission
from members.people.models import User
from members.people.queries import holders
from portal.notices.flows import tell
from resources.library.models import Version

from .models import Difference, Offer


def offered(offer: Offer, *, by) -> None:
    """Those who keep the library hear that somebody will write along."""
    tell(
        holders(Permission.EDIT_LIBRARY),
        kind="klarret-offered",
        title=lambda: (
            _("%(person)s offers to write along on %(guide)s")
            % {"person": offer.person, "guide": offer.guide.full_title}
        ),
        url=reverse("klarret_desk:words"),
        by=by,
    )


def reported(difference: Difference, *, by) -> None:
    """Those who keep the library hear what a municipality needs to be different."""
    tell(
        holders(Permission.EDIT_LIBRARY),
        kind="klarret-difference",
        title=lambda: (
            _("%(place)s needs something else in %(guide)s")
            % {"place": difference.municipality, "guide": difference.guide.full_title}
        ),
        url=reverse("klarret_desk:words"),
        by=by,
    )


def answered(word: Offer | Difference, *, by) -> None:
    """The member hears that there is an answer; what it says stands on the page."""
    tell(
        [word.person],
        kind="klarret-answered",
        title=lambda: (
            _("The secretariat has answered you about %(guide)s") % {"guide": word.guide.full_title}
        ),
        url=reverse("klarret:mine"),
        by=by,
    )


def came(version: Version, people: Iterable[User], *, by) -> None:
    """Those who wished for it hear that the national edition is there."""
    guide = version.edition.guide
    tell(
        people,
        kind="klarret-came",
        title=lambda: (
            _("%(guide)s has come in a national edition; you asked for it")
            % {"guide": guide.full_title}
        ),
        url=guide.get_absolute_url(),
        by=by,
    )
