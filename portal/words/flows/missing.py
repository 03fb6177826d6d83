"""What was searched for in vain. The trail is silent about a search: an entry would tell who has searched
for what."""

import re
from datetime import date

from django.db import transaction
from django.db.models import F

from portal.kit import traces
from portal.kit.wanted import words_in

from ..models import LONGEST, Vain
from ..queries import normal

#: A longer search tells of a case rather than of what is missing.
MOST_WORDS = 5
#: So many figures may be a phone, a case or a person; a year and a section have fewer.
MOST_FIGURES = 4
#: Two words that begin with capitals look like somebody's name.
_NAME = re.compile(r"\b[A-ZÆØÅ][a-zæøåé]+[ -]+(?:[A-ZÆØÅ]\.? )?[A-ZÆØÅ][a-zæøåé]+")


def may_be_kept(typed: str) -> bool:
    """Whether a search says nothing of anybody: no figures like a number's, no mail address, no name, and
    not a whole sentence."""
    return (
        0 < len(words_in(typed)) <= MOST_WORDS
        and len(normal(typed)) <= LONGEST
        and sum(char.isdecimal() for char in typed) <= MOST_FIGURES
        and "@" not in typed
        and not _NAME.search(typed)
        and not traces.find(typed)
    )


@transaction.atomic
def note_vain(*, typed: str, day: date, by: None) -> bool:
    """Count a search that found nothing, if its words may be kept: nobody stands by it. Returns whether."""
    if not may_be_kept(typed):
        return False
    words = normal(typed)
    today = Vain.objects.filter(words=words, day=day)
    if not today.update(times=F("times") + 1):
        _row, created = Vain.objects.get_or_create(words=words, day=day)
        if not created:
            today.update(times=F("times") + 1)
    return True


@transaction.atomic
def forget_vain(*, words: str, by) -> None:
    """Take it off the list: it is answered, or nothing to do about."""
    Vain.objects.filter(words=words).delete()
