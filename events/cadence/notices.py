"""Who is told that a group should meet, and in which words."""

from django.urls import reverse
from django.utils.translation import gettext as _

from members.people.enums import Permission
from members.people.queries import holders
from portal.kit import dates
from portal.notices.flows import Mail, tell

from .queries import Line


def tell_coordinators(line: Line, *, by) -> None:
    """Those who run the group: it is time to find a date."""
    tell(
        [term.person for term in line.coordinators],
        kind="cadence-due",
        title=lambda: _("Time for a meeting in %(group)s") % {"group": line.group.name},
        url=reverse("cadence:group", args=[line.group.pk]),
        mail=Mail("cadence/mail/due", _facts(line)),
        by=by,
    )


def tell_secretariat(line: Line, *, by) -> None:
    """Those who manage meetings: a group has not met, and nothing is announced."""
    tell(
        holders(Permission.MANAGE_MEETINGS),
        kind="cadence-overdue",
        title=lambda: _("%(group)s has no meeting planned") % {"group": line.group.name},
        url=reverse("cadence_desk:overview"),
        mail=Mail("cadence/mail/overdue", _facts(line)),
        by=by,
    )


def _facts(line: Line) -> dict:
    # The values are stored as text, so the day is written in both languages; the letter picks.
    return {
        "group": line.group.name,
        "due": {
            language: dates.long_date(line.cadence.due_on, language) for language in ("da", "en")
        },
        "find": f"{reverse('polls:ask')}?gruppe={line.group.pk}",
    }
