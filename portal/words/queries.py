"""What a search means: words that mean the same, longer words that end with them, and what was perhaps
meant by a word that nobody has written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from django.db.models import Count, Max, Q, Sum

from portal.kit import danish, spelling
from portal.kit.keywords import is_filler
from portal.kit.stems import stem
from portal.kit.wanted import Term, Wanted, Way, words_in

from .models import SameWords, Vain, Word

#: A word that is shorter ends too many others.
SHORTEST = 3
#: So many longer words are looked for beside one, and so many are looked at to find them.
MOST_LONGER, LOOKED_AT = 8, 200
#: Letters that join two words to one: sag-s-behandling, ærme-.
_JOINTS = ("", "s", "e")
#: A search in vain is shown when it was made so often, or on so many days: else one person's words would
#: be seen at once.
LEAST_TIMES, LEAST_DAYS = 3, 2


# --- what means the same -----------------------------------------------------------------------------
def wanted(typed: str) -> Wanted:
    """What a search means. A section is meant as it stands. Three queries at most, whatever was typed."""
    plain = Wanted.of(typed)
    if "§" in plain.typed or not plain.terms:
        return plain
    return Wanted(plain.typed, _with_longer(_with_same(plain.terms)))


def _key(words: Iterable[str]) -> Way:
    return tuple(stem(danish.fold(word)) for word in words)


def _with_same(terms: Sequence[Term]) -> list[Term]:
    """The terms, with those laid together that stand together in a set, and what means the same."""
    known: dict[Way, list[str]] = {}
    for each in SameWords.objects.values_list("words", flat=True):
        for one in each:
            known.setdefault(_key(words_in(one)), []).extend(each)
    longest = max((len(key) for key in known), default=0)
    found: list[Term] = []
    at = 0
    while at < len(terms):
        for size in range(min(longest, len(terms) - at), 0, -1):
            stretch = terms[at : at + size]
            key = _key(word for term in stretch for word in term.words)
            if key and key in known:
                found.append(_together(stretch, key, known[key]))
                at += size
                break
        else:
            found.append(terms[at])
            at += 1
    return found


def _together(stretch: Sequence[Term], key: Way, means: Sequence[str]) -> Term:
    others = {_key(words_in(each)): words_in(danish.fold(each)) for each in means}
    others.pop(key, None)
    return Term(" ".join(term.typed for term in stretch), same=tuple(others.values()))


# --- longer words ------------------------------------------------------------------------------------
def _with_longer(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms, each with the longer words that end with it: "tid" stands in "sagsbehandlingstid"."""
    ends = {danish.fold(term.typed) for term in terms if _may_end(term)}
    if not ends:
        return tuple(terms)
    ending = Q(pk__in=[])
    for end in ends:
        ending |= Q(back_key__startswith=end[::-1])
    longer = list(
        Word.objects.filter(ending)
        .exclude(word__in=ends)
        .order_by("-texts", "word")
        .values_list("word", flat=True)[:LOOKED_AT]
    )
    heads = {head for word in longer for end in ends for head in _heads(word, end)}
    real = set(Word.objects.filter(word__in=heads).values_list("word", flat=True))

    def found(term: Term) -> tuple[Way, ...]:
        end = danish.fold(term.typed)
        fitting = [word for word in longer if end in ends and real & set(_heads(word, end))]
        return tuple((word,) for word in fitting[:MOST_LONGER])

    return tuple(replace(term, longer=found(term)) for term in terms)


def _may_end(term: Term) -> bool:
    word = danish.fold(term.typed)
    return len(word) >= SHORTEST and word.isalpha() and not is_filler(word)


def _heads(word: str, end: str) -> list[str]:
    """What may stand before an ending: the word without it, and without a letter that joins the two."""
    if not word.endswith(end):
        return []
    head = word.removesuffix(end)
    return [
        head.removesuffix(joint)
        for joint in _JOINTS
        if head.endswith(joint) and len(head) - len(joint) >= SHORTEST
    ]


# --- what was perhaps meant --------------------------------------------------------------------------
def corrected(typed: str) -> str:
    """The search with the nearest known word for each that nobody has written; nothing where each is known
    or none is near. Whether it finds anything for this reader, only a search tells."""
    words = [danish.fold(each) for each in Wanted.of(typed).typed.split()]
    pairs = [one + other for one, other in pairwise(words)]
    known = set(Word.objects.filter(word__in=[*words, *pairs]).values_list("word", flat=True))
    strange = [
        word for word in words if word not in known and word.isalpha() and spelling.farthest(word)
    ]
    nearest = _nearest(strange)
    said: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        # Danish words that belong together are often written apart.
        if at < len(pairs) and pairs[at] in known and not {word, words[at + 1]} <= known:
            said.append(pairs[at])
            at += 2
            continue
        said.append(nearest.get(word, word))
        at += 1
    return " ".join(said) if said != words else ""


def _nearest(strange: Sequence[str]) -> dict[str, str]:
    """The nearest known word of each. One mistake leaves one half of a word as it is; so those that begin
    or end like it are looked at."""
    if not strange:
        return {}
    near = Q(pk__in=[])
    for word in strange:
        written = spelling.as_written(word)
        half = len(written) // 2
        near |= Q(word__startswith=written[:half]) | Q(back_key__startswith=written[half:][::-1])
    candidates = list(Word.objects.filter(near).values_list("word", "texts"))
    found = {}
    for word in strange:
        most = spelling.farthest(word)
        ranked = [
            (far, -texts, other)
            for other, texts in candidates
            if (far := spelling.distance(word, other, most)) <= most
        ]
        if ranked:
            found[word] = min(ranked)[2]
    return found


# --- the desk's --------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Missed:
    """Words that were searched for in vain: how often, on how many days, and last when."""

    words: str
    times: int
    days: int
    last: date


def searched_in_vain() -> list[Missed]:
    """What several searches found nothing for, the most frequent first."""
    rows = (
        Vain.objects.values("words")
        .annotate(total=Sum("times"), days=Count("pk"), last=Max("day"))
        .filter(Q(total__gte=LEAST_TIMES) | Q(days__gte=LEAST_DAYS))
        .order_by("-total", "-last", "words")
    )
    return [Missed(row["words"], row["total"], row["days"], row["last"]) for row in rows]
