"""The words that there are."""

from collections.abc import Mapping
from itertools import batched

from django.db import transaction

from portal.audit import trail

from ..models import Word

AT_ONCE = 1000


def keep_vocabulary(*, words: Mapping[str, int], by) -> int:
    """Keep exactly these words, each with the number of texts it stands in; returns how many rows that
    changed. In small transactions: a search in the middle of it knows some of the new ones."""
    known = dict(Word.objects.values_list("word", "texts"))
    stale = [word for word, texts in known.items() if words.get(word) != texts]
    new = [word for word, texts in words.items() if known.get(word) != texts]
    for some in batched(stale, AT_ONCE):
        with transaction.atomic():
            Word.objects.filter(word__in=some).delete()
    for some in batched(new, AT_ONCE):
        rows = [Word(word=word, back_key=word[::-1], texts=words[word]) for word in some]
        with transaction.atomic():
            Word.objects.bulk_create(rows, ignore_conflicts=True)
    trail.record("words.gathered", on=None, by=by, count=len(words))
    return len({*stale, *new})
