"""Whether the hotline is open, and if not, when it opens. Pure: the hours and the moment are given."""

import datetime
from dataclasses import dataclass

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from portal.kit import dates
from portal.ui.templatetags.ui import clock


@dataclass(frozen=True)
class Hotline:
    """What the frame shows: a dot and a few words."""

    open: bool
    text: str


def status(opens: datetime.time, closes: datetime.time, now: datetime.datetime) -> Hotline:
    """The hotline at a moment, in the active language."""
    now = dates.local(now)
    today, time = now.date(), now.time()
    works_today = dates.is_working_day(today)
    if works_today and opens <= time < closes:
        return Hotline(True, _("Hotline open until %(time)s") % {"time": clock(closes)})
    if works_today and time < opens:
        return Hotline(False, _("Hotline opens at %(time)s") % {"time": clock(opens)})
    next_day = dates.add_working_days(today, 1)
    if next_day == today + datetime.timedelta(days=1):
        words = _("Hotline opens tomorrow at %(time)s")
    elif next_day < today + datetime.timedelta(days=7):
        words = _("Hotline opens %(weekday)s at %(time)s")
    else:
        words = _("Hotline opens %(date)s at %(time)s")
    return Hotline(
        False,
        words
        % {
            "time": clock(opens),
            "weekday": format_date(next_day, "l"),
            "date": format_date(next_day, "j. F"),
        },
    )
