"""Asking Wagtail's index of words directly, so that a common word costs no more than a rare one.

Wagtail's own search joins every match with its object and ranks them all before it takes the first few:
with a hundred thousand texts, a word that stands in each of them takes seconds. Here the index alone is
asked, for its newest matches and no more than `POOL` of them; both databases can stop there. The tables
and what is written to them stay Wagtail's: `wagtailsearch_indexentry`, and on SQLite its FTS5 twin.
"""

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models

from .wanted import Term

#: So many of the newest matches are looked at; whoever has more hits than this is asking for too little.
POOL = 300
#: On PostgreSQL so many of the newest entries are asked first, then so many, and only then all of them.
STEPS = (2_000, 20_000)
#: Fewer first where the last word is only begun: each entry is then looked at twice. The step between
#: spares two common words the walk through 20,000 entries (86 ms; it is 14 with it).
BEGUN_STEPS = (600, 3_000, 20_000)
#: So many matches of each word are looked at for likeness, and of so many words.
ENOUGH, MOST_WORDS = 100, 6
#: A word that is only begun has at least so many letters: one letter begins half of the dictionary.
LEAST_BEGUN = 2
_TABLE = "wagtailsearch_indexentry"


@dataclass(frozen=True)
class Ask:
    """All these words, or each of these terms in one of its ways; the last word perhaps only begun. `titled`:
    in the title itself. A `scored` one says how well each match fits, which costs more."""

    words: tuple[str | Term, ...]
    begun: bool = False
    titled: bool = False
    scored: bool = False
    most: int = POOL

    @property
    def last(self) -> str:
        """The word that was typed last."""
        last = self.words[-1]
        return last if isinstance(last, str) else last.words[-1]

    @property
    def is_begun(self) -> bool:
        return self.begun and len(self.last) >= LEAST_BEGUN

    def written(self, quote: str, both: str, either: str, begun: str) -> str:
        """In an index's language: each word between quotes, for signs and words like OR mean nothing then."""
        parts = []
        for place, term in enumerate(self.words, 1):
            ways = ((term,),) if isinstance(term, str) else term.ways
            typed = [f"{quote}{word}{quote}" for word in ways[0]]
            if place == len(self.words) and self.is_begun:
                typed[-1] += begun
            if len(ways) == 1:
                parts.append(both.join(typed))
                continue
            # Words between one pair of quotes stand next to each other, in both languages.
            others = [f"{quote}{' '.join(way)}{quote}" for way in ways[1:]]
            parts.append(f"({either.join([f'({both.join(typed)})', *others])})")
        return both.join(parts)


def find(
    model: type[models.Model], asks: Sequence[Ask], *, among: Collection[int] | None = None
) -> list[dict[int, float]]:
    """For each ask its newest matches, their keys with how well they fit (more is better); in one
    statement for all of them. `among`: only these objects."""
    found: list[dict[int, float]] = [{} for _ in asks]
    if not asks or (among is not None and not among):
        return found
    part = _of_fts5 if connection.vendor == "sqlite" else _of_postgresql
    kind = ContentType.objects.get_for_model(model).pk
    keys = None if among is None else [str(each) for each in among]
    with connection.cursor() as cursor:
        newest = 0
        if connection.vendor != "sqlite" and keys is None:
            cursor.execute(f"SELECT max(id) FROM {_TABLE}")
            newest = cursor.fetchone()[0] or 0
        parts = [part(number, ask, kind, keys, newest) for number, ask in enumerate(asks)]
        statement = " UNION ALL ".join(
            f"SELECT * FROM ({sql}) AS part{at}" for at, (sql, _) in enumerate(parts)
        )
        given = [each for _, given in parts for each in given]
        if connection.vendor == "sqlite" and keys is not None:
            mine = (
                f"SELECT id FROM {_TABLE} WHERE content_type_id = %s"
                f" AND object_id IN ({', '.join(['%s'] * len(keys))})"
            )
            statement, given = (
                f"WITH mine AS MATERIALIZED ({mine}) {statement}",
                [kind, *keys, *given],
            )
        cursor.execute(statement, given)
        for number, key, score in cursor.fetchall():
            found[number][int(key)] = score or 0.0
    return found


def _of_fts5(
    number: int, ask: Ask, kind: int, keys: list[str] | None, newest: int
) -> tuple[str, list]:
    words = ask.written('"', " AND ", " OR ", "*")
    columns = "{title}" if ask.titled else "{title body}"
    # Its columns are autocomplete, body and title.
    score = f"-bm25({_TABLE}_fts, 0, 1, 4)" if ask.scored else "0"
    chosen = "" if keys is None else " AND +words.rowid IN (SELECT id FROM mine)"
    # FTS5 leaps to a number: a common word is not followed through all that is of another kind. Of no kind
    # at all there is nothing to look for, and the limit is what FTS5 asks about before it opens a word.
    entries = f"FROM {_TABLE} WHERE content_type_id = %s"
    ends = f" AND words.rowid >= (SELECT min(id) {entries}) AND words.rowid <= (SELECT max(id) {entries})"
    most = f"(SELECT CASE WHEN EXISTS (SELECT 1 {entries}) THEN {ask.most} ELSE 0 END)"
    return (
        # CROSS: the words first. Their order is the index's own, so that it stops at the limit.
        f"SELECT {number} AS number, entry.object_id, {score} AS score"
        f" FROM {_TABLE}_fts AS words CROSS JOIN {_TABLE} AS entry ON entry.id = words.rowid"
        f" WHERE {_TABLE}_fts MATCH %s AND entry.content_type_id = %s{ends}{chosen}"
        f" ORDER BY words.rowid DESC LIMIT {most}",
        [f"{columns} : ({words})", kind, kind, kind, kind],
    )


def _of_postgresql(
    number: int, ask: Ask, kind: int, keys: list[str] | None, newest: int
) -> tuple[str, list]:
    query = ask.written("'", " & ", " | ", ":*")
    begun = ask.is_begun
    vector = "title" if ask.titled else "(title || body)"
    condition = f"{vector} @@ to_tsquery('danish', %s)"
    given: list = [query]
    if begun:
        # What is begun may be longer than the word's stem: titles are kept as they are written, too.
        condition = f"({condition} OR autocomplete @@ to_tsquery('simple', %s))"
        given.append(query)
    score = f"ts_rank({vector}, to_tsquery('danish', %s), 1)" if ask.scored else "0"
    scoring = [query] if ask.scored else []
    if keys is not None:
        return (
            f"SELECT {number} AS number, object_id, {score} AS score FROM {_TABLE}"
            f" WHERE content_type_id = %s AND {condition} AND object_id = ANY(%s)"
            f" ORDER BY id DESC LIMIT {ask.most}",
            [*scoring, kind, *given, keys],
        )
    # The newest entries first, and older ones only while there are too few. The planner takes the way
    # back through all numbers for cheap; within a step that is true, and the last one is for rare words.
    steps, values = [], []
    # Two or three letters begin so many words that the newest entries are full of them.
    rare = begun and len(ask.last) > 3
    for at, step in enumerate((*(BEGUN_STEPS if rare else STEPS), None)):
        within = "" if step is None else f" AND id > {newest - step}"
        enough = "".join(
            f" AND (SELECT count(*) FROM step{each}) < {ask.most}" for each in range(at)
        )
        order = "id" if at == 0 else "id + 0"
        steps.append(
            f"step{at} AS MATERIALIZED (SELECT id, object_id FROM {_TABLE}"
            f" WHERE content_type_id = %s AND {condition}{within}{enough}"
            f" ORDER BY {order} DESC LIMIT {ask.most})"
        )
        values += [kind, *given]
    union = " UNION ".join(f"SELECT id, object_id FROM step{at}" for at in range(len(steps)))
    # How well they fit is asked of those alone: inside a step it would be asked before the limit.
    found = f"({union}) AS found" + (f" JOIN {_TABLE} AS entry USING (id)" if ask.scored else "")
    return (
        f"WITH {', '.join(steps)} SELECT {number} AS number, found.object_id, {score} AS score"
        f" FROM {found}",
        [*values, *scoring],
    )


def alike(
    model: type[models.Model], words: Sequence[str], *, among: Collection[int] | None = None
) -> list[int]:
    """The keys of objects that share some of these words, those that share most first: a word that few have
    says more, and one in the title more than one in the text. Of two alike, the newer one."""
    words = list(words)[:MOST_WORDS]
    pairs = list(itertools.pairwise(words))
    together = [*pairs, tuple(words)] if len(words) > 2 else pairs
    asks = [
        *(Ask((word,), most=ENOUGH) for word in words),
        *(Ask((word,), titled=True, most=ENOUGH) for word in words),
        *(Ask(each, most=ENOUGH) for each in together),
    ]
    scores: dict[int, float] = {}
    for ask, found in zip(asks, find(model, asks, among=among), strict=True):
        worth = len(ask.words) * (1 + 4 * (1 - len(found) / ENOUGH)) * (2 if ask.titled else 1)
        for key in found:
            scores[key] = scores.get(key, 0) + worth
    return sorted(scores, key=lambda key: (-scores[key], -key))
