"""Which words mean the same, as the secretariat keeps them."""

from collections.abc import Sequence

from django.db import transaction

from portal.audit import trail
from portal.kit import danish
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from ..models import SameWords
from ..problems import to_keep


@transaction.atomic
def keep_same(*, kept: SameWords | None, words: Sequence[str], by) -> SameWords:
    """Keep a set as these words, or begin one. Raises `Refused` where they are no set, and
    `ValidationError` for a CPR number."""
    words = _each_once(words)
    refuse_cpr(*words)
    stop_if(to_keep(words))
    same = kept or SameWords()
    same.words = words
    same.save()
    trail.record("words.changed" if kept else "words.begun", on=same, by=by, count=len(words))
    return same


@transaction.atomic
def join(*, words: str, means: str, by) -> SameWords:
    """Let one word mean what another does: in the set that has the other (or it), else in a new one."""
    for known in SameWords.objects.order_by("pk"):
        folded = {danish.fold(each) for each in known.words}
        if folded & {danish.fold(words), danish.fold(means)}:
            return keep_same(kept=known, words=[*known.words, means, words], by=by)
    return keep_same(kept=None, words=[means, words], by=by)


@transaction.atomic
def drop_same(*, kept: SameWords, by) -> None:
    """The words mean the same no longer."""
    trail.record("words.dropped", on=kept, by=by, count=len(kept.words))
    kept.delete()


def _each_once(words: Sequence[str]) -> list[str]:
    found: dict[str, str] = {}
    for each in words:
        written = " ".join(each.split())
        if written:
            found.setdefault(danish.fold(written), written)
    return list(found.values())
