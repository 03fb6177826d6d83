"""Who is told what about a contribution, and in which words."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from members.people.enums import Permission
from members.people.models import User
from members.people.queries import holders
from portal.notices.flows import tell
from resources.library.models import Version

from .models import Contribution


def given(contribution: Contribution, *, by) -> None:
    """Those who keep the library hear that a member gives something to it."""
    tell(
        holders(Permission.EDIT_LIBRARY),
        kind="contribution-given",
        title=lambda: (
            _("%(person)s gives something to the library: %(title)s")
            % {"person": contribution.person, "title": contribution.title}
        ),
        url=reverse("contributions_desk:contribution", args=[contribution.pk]),
        by=by,
    )


def taken_up(contribution: Contribution, *, by) -> None:
    """The member hears that it is on its way."""
    words = gettext_noop("Thank you! It is on its way into the library: %(title)s")
    _member(contribution, "contribution-taken-up", words, by=by)


def sent_back(contribution: Contribution, *, by) -> None:
    """The member hears that something is missing; what, is read on its page."""
    words = gettext_noop("The secretariat has a question to your contribution: %(title)s")
    _member(contribution, "contribution-sent-back", words, by=by)


def declined(contribution: Contribution, *, by) -> None:
    """The member hears the answer; why, is read on its page."""
    words = gettext_noop("The secretariat has answered your contribution: %(title)s")
    _member(contribution, "contribution-declined", words, by=by)


def published(version: Version, people: Iterable[User], *, by) -> None:
    """The member who gave it hears that colleagues can read it now."""
    guide = version.edition.guide
    tell(
        people,
        kind="contribution-published",
        title=lambda: _("Your contribution is in the library: %(title)s") % {"title": guide.title},
        url=guide.get_absolute_url(),
        by=by,
    )


def _member(contribution: Contribution, kind: str, words: str, *, by) -> None:
    tell(
        [contribution.person],
        kind=kind,
        title=lambda: _(words) % {"title": contribution.title},
        url=contribution.get_absolute_url(),
        by=by,
    )
