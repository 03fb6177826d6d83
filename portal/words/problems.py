"""What stands in the way of a set of words."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from portal.kit.problems import Blocker
from portal.kit.wanted import words_in

from .models import LONGEST

#: More words in one set, or in one of them, would be looked for in each search.
MOST, MOST_TOGETHER = 12, 5


def to_keep(words: Sequence[str]) -> list[Blocker]:
    """Why these words cannot be a set."""
    found = []
    if len(words) < 2:
        found.append(Blocker("alone", _("Write at least two: one word alone means nothing else.")))
    if len(words) > MOST:
        found.append(Blocker("many", _("At most twelve: what means so much is not the same.")))
    if any(not words_in(each) for each in words):
        found.append(Blocker("empty", _("Each of them has at least one letter.")))
    if any(len(each) > LONGEST or len(words_in(each)) > MOST_TOGETHER for each in words):
        found.append(Blocker("long", _("Each of them is at most five words that stand together.")))
    return found
