"""Whom the library tells, and in which words."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from members.people.enums import Permission
from members.people.models import User
from members.people.queries import holders
from portal.notices.flows import Mail, tell

from .desk_queries import approvers
from .enums import Extent
from .models import Draft, Edition, Version
from .models.approval import writers_of


def objected(draft: Draft, *, by) -> None:
    """The editors hear that somebody whose words stand in a draft has something against it."""
    tell(
        holders(Permission.EDIT_LIBRARY),
        kind="draft-objected",
        title=lambda: _("Somebody objects to the use of their words: %(draft)s") % {"draft": draft},
        url=reverse("library_desk:draft", args=[draft.pk]),
        by=by,
    )


def draft_waits(draft: Draft, *, by) -> None:
    """Those who have not written in a draft, that it can be read and published."""
    tell(
        holders(Permission.EDIT_LIBRARY).exclude(pk__in=draft.writers.values("person")),
        kind="draft-waits",
        title=lambda: _("Waits for your approval: %(edition)s") % {"edition": draft},
        url=reverse("library_desk:publish_draft", args=[draft.pk]),
        by=by,
    )


def waits_for_approval(edition: Edition, *, by) -> None:
    """Those who may approve it, that somebody asks for it."""
    tell(
        approvers(edition),
        kind="edition-waits",
        title=lambda: _("Waits for your approval: %(edition)s") % {"edition": edition},
        url=edition.review_url,
        mail=_mail("waits", edition),
        by=by,
    )


def approved(edition: Edition, writers, *, by) -> None:
    """Those who wrote it, that somebody else stands behind it too."""
    tell(
        writers,
        kind="edition-approved",
        title=lambda: _("Approved: %(edition)s") % {"edition": edition},
        url=_at_the_desk(edition),
        mail=_mail("approved", edition),
        by=by,
    )


def sent_back(edition: Edition, writers, *, by) -> None:
    """Those who wrote it, that something is to be different; what, is read at the desk."""
    tell(
        writers,
        kind="edition-sent-back",
        title=lambda: _("Sent back to you: %(edition)s") % {"edition": edition},
        url=edition.review_url,
        mail=_mail("sent_back", edition),
        by=by,
    )


def colleagues_of(version: Version) -> QuerySet[User]:
    """Those who keep the library and hear that a version is out: none of a mended typo, or of what has no
    wording at the desk."""
    if version.extent == Extent.TYPO or version.revision_id is None:
        return User.objects.none()
    return holders(Permission.EDIT_LIBRARY).exclude(
        pk__in=writers_of(version.edition, upto=version)
    )


def published(version: Version, people: Iterable[User], *, by) -> None:
    """Those who keep the library, of more than a mended typo; whoever took part in it knows already."""
    if by is None:
        return
    tell(
        people,
        kind="edition-published",
        title=lambda: _("New version in the library: %(edition)s") % {"edition": version.edition},
        url=version.edition.guide.get_absolute_url(),
        by=by,
    )


def _mail(letter: str, edition: Edition) -> Mail:
    # Letters carry titles and links; the text and what was said of it are read in the portal.
    return Mail(f"library/mail/{letter}", {"edition": str(edition)})


def _at_the_desk(edition: Edition) -> str:
    return reverse("library_desk:guide", args=[edition.guide_id])
