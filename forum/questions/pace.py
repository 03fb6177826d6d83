"""How often one member may write in a minute: far more than anybody means to, and less than a program would.

Counted for each member and not for each address: a whole municipality sits behind one.
"""

import time
from enum import StrEnum

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from portal.kit.problems import Blocker

MINUTE = 60


class Deed(StrEnum):
    """What is counted."""

    POST = "post"  # asked, answered, commented, or changed
    DRAFT = "draft"
    FILE = "file"


#: A page saves its draft at most every second and a half; two of them may be open.
MOST = {Deed.POST: 10, Deed.DRAFT: 90, Deed.FILE: 20}
TOO_FAST = {
    Deed.POST: _(
        "You have posted a lot in the last minute. Wait a moment and send it again: what you have written "
        "is still here."
    ),
    Deed.DRAFT: _(
        "Your draft has been saved very often in the last minute, so it waits a moment. What you have "
        "written is still here."
    ),
    Deed.FILE: _(
        "You have attached a lot of files in the last minute. Wait a moment and choose them again: what "
        "you have written is still here."
    ),
}


def overdone(deed: Deed, *, times: int = 1, by) -> list[Blocker]:
    """Count what this person is about to do, and say why it has to wait."""
    key = f"questions.pace.{deed}.{by.pk}.{int(time.time()) // MINUTE}"
    cache.add(key, 0, 2 * MINUTE)
    if cache.incr(key, times) <= MOST[deed]:
        return []
    return [Blocker("too_fast", TOO_FAST[deed])]
