"""What a helper at the door is told."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kit import dates
from portal.notices.flows import Mail, tell

from .models import Helper

LANGUAGES = ("da", "en")


def tell_helper(helper: Helper, *, by) -> None:
    """The helper, that they may check people in, and where."""
    conference = helper.conference
    facts = {"title": conference.title}
    tell(
        [helper.person],
        kind="check_in_helper",
        title=lambda: _("You help at the door: %(title)s") % facts,
        url=reverse("check_in:page", args=[conference.pk]),
        mail=Mail(
            "check_in/mail/helper",
            {
                "conference": conference.title,
                "venue": conference.venue,
                "when": {
                    language: dates.period(conference.starts_on, conference.ends_on, language)
                    for language in LANGUAGES
                },
            },
        ),
        by=by,
    )
