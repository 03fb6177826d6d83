"""What members have searched for in vain, and the words that the search knows."""

from datetime import timedelta

from django.utils import timezone

from portal.search import vocabulary
from portal.words import flows

#: Words, and how many days ago they were searched for.
VAIN = (
    ("bortvisning fra rådhuset", (1, 3, 9)),
    ("tavshedserklæring", (2, 2, 5)),
    ("voldgift", (6, 20)),
    ("parkeringsvagt", (4,)),
)


def write_searches() -> None:
    for words, days in VAIN:
        for ago in days:
            day = timezone.localdate() - timedelta(days=ago)
            flows.note_vain(typed=words, day=day, by=None)
    vocabulary.gather(by=None)
