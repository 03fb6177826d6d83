"""Whom the library tells, and in which words."""

from django.urls import reverse
from django.utils.translation import gettext as _

from members.people.enums import Permission
from members.people.queries import holders
from portal.notices.flows import tell

from .models import Draft


def objected(draft: Draft, *, by) -> None:
    """The editors hear that somebody whose words stand in a draft has something against it."""
    tell(
        holders(Permission.EDIT_LIBRARY),
        kind="draft-objected",
        title=lambda: _("Somebody objects to the use of their words: %(draft)s") % {"draft": draft},
        url=reverse("library_desk:draft", args=[draft.pk]),
        by=by,
    )
