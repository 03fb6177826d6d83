"""What was searched for in vain. The trail is silent about a search: an entry would tell who has searched
for what."""

from datetime import date

from django.db import transaction
from django.db.models import F

from ..models import Vain
from ..rules import may_be_kept, normal


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
