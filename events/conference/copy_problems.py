"""Why a conference cannot be copied to a day, as values."""

from datetime import date

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.kit import dates
from portal.kit.problems import Blocker

from .models import Conference
from .problems import to_manage


def to_copy(conference: Conference, starts_on: date, user) -> list[Blocker]:
    """Why it cannot begin on that day: weekdays stay, and there is one conference a year."""
    found = to_manage(user)
    if (starts_on - conference.starts_on).days % 7:
        day = dates.weekday_date(conference.starts_on, get_language() or "da")
        found.append(
            Blocker(
                "other_weekday",
                _(
                    "%(day)s was the first day. Choose the same day of the week, so that every "
                    "point keeps its weekday."
                )
                % {"day": capfirst(day)},
            )
        )
    if Conference.objects.filter(year=starts_on.year).exists():
        found.append(Blocker("year_taken", _("There is already a conference that year.")))
    return found
