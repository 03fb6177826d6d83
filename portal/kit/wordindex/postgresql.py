"""PostgreSQL's indexes of words: what is asked of them in one statement.

The kind of a thing stands among its words there (migration `search.0001`), so that the index itself leaves
out what is of another kind. Asked for a kind and for words apart, the planner reads every text of a kind that
has few: it takes looking for a word in a text of twenty pages for cheap.
"""

from collections.abc import Sequence

from django.core.cache import cache

from .asks import TABLE, Ask

#: A kind of which there are no more entries than this is asked for all its matches at once.
FEW = 10_000
#: Of any other so many of the newest entries are asked first: of a word that stands in nearly every text
#: these are enough, and to fetch what all texts have of it takes a tenth of a second.
NEWEST = 2_000
#: Whether a kind has few is counted once in so many seconds: no answer depends on it.
COUNTED = 600
#: The word that says of what kind a thing is, to the letter as in the migration. Nobody can type it.
KIND = "array_to_tsvector(ARRAY['§' || content_type_id::text])"


def statement(cursor, kind: int, asks: Sequence[Ask], keys: list[str] | None) -> tuple[str, list]:
    """All asks for things of one kind (`keys`: of these alone), and what is given to it. Its rows: the ask's
    number, the thing's key and how well it fits."""
    newest = None if _has_few(cursor, kind) else _newest(cursor)
    parts = []
    for number, ask in enumerate(asks):
        condition, given = _condition(ask, kind)
        if newest is None:
            part, given = _at_once(ask, condition, given, keys)
        elif keys is not None:
            part, given = _among(ask, condition, given, kind, keys)
        else:
            part, given = _the_newest_first(ask, condition, given, kind, newest)
        score, scoring = _score(ask)
        # How well they fit is asked of those alone: within `part` it would be asked before the limit.
        entry = f" JOIN {TABLE} AS entry USING (id)" if ask.scored else ""
        parts.append(
            (
                f"SELECT {number} AS number, found.object_id, {score} AS score FROM ({part}) AS found{entry}",
                [*scoring, *given],
            )
        )
    sql = " UNION ALL ".join(f"({part})" for part, _ in parts)
    return sql, [each for _, given in parts for each in given]


def _has_few(cursor, kind: int) -> bool:
    def count() -> bool:
        cursor.execute(
            f"SELECT count(*) FROM (SELECT FROM {TABLE} WHERE content_type_id = %s LIMIT {FEW + 1}) AS few",
            [kind],
        )
        return cursor.fetchone()[0] <= FEW

    return bool(cache.get_or_set(f"wordindex:few:{kind}", count, COUNTED))


def _newest(cursor) -> int:
    cursor.execute(f"SELECT max(id) FROM {TABLE}")
    return cursor.fetchone()[0] or 0


def _condition(ask: Ask, kind: int) -> tuple[str, list]:
    query = _query(ask)
    condition, given = _has(f"{_vector(ask)} || {KIND}", "danish", query, kind)
    if not ask.is_begun:
        return condition, given
    # What is begun may be longer than the word's stem: titles are kept as they are written, too.
    other, more = _has(f"autocomplete || {KIND}", "simple", query, kind)
    return f"({condition} OR {other})", [*given, *more]


def _query(ask: Ask) -> str:
    return ask.written("'", " & ", " | ", ":*")


def _vector(ask: Ask) -> str:
    return "title" if ask.titled else "title || body"


def _has(vector: str, language: str, query: str, kind: int) -> tuple[str, list]:
    """That some words and the kind are there. Nothing has no words at all, as with fillers alone."""
    words = f"to_tsquery('{language}', %s)"
    return (
        f"(numnode({words}) > 0 AND ({vector}) @@ ({words} && %s::tsquery))",
        [query, query, f"'§{kind}'"],
    )


def _score(ask: Ask) -> tuple[str, list]:
    if not ask.scored:
        return "0", []
    return f"ts_rank({_vector(ask)}, to_tsquery('danish', %s), 1)", [_query(ask)]


def _at_once(ask: Ask, condition: str, given: list, keys: list[str] | None) -> tuple[str, list]:
    # Not `ORDER BY id`: the planner would go back through all numbers instead.
    chosen, chosing = ("", []) if keys is None else (" AND object_id = ANY(%s)", [keys])
    return (
        f"SELECT id, object_id FROM {TABLE} WHERE {condition}{chosen}"
        f" ORDER BY id + 0 DESC LIMIT {ask.most}",
        [*given, *chosing],
    )


def _among(ask: Ask, condition: str, given: list, kind: int, keys: list[str]) -> tuple[str, list]:
    return (
        f"SELECT id, object_id FROM {TABLE}"
        f" WHERE content_type_id = %s AND {condition} AND object_id = ANY(%s)"
        f" ORDER BY id DESC LIMIT {ask.most}",
        [kind, *given, keys],
    )


def _the_newest_first(
    ask: Ask, condition: str, given: list, kind: int, newest: int
) -> tuple[str, list]:
    """Older ones only while there are too few. The planner takes the way back through all numbers for cheap;
    among the newest that is true, and all are for the words that few of these have."""
    return (
        f"WITH newest AS MATERIALIZED (SELECT id, object_id FROM {TABLE} WHERE {condition}"
        f" AND id > {newest - NEWEST} AND content_type_id = %s ORDER BY id DESC LIMIT {ask.most}),"
        f" every AS MATERIALIZED (SELECT id, object_id FROM {TABLE} WHERE {condition}"
        f" AND (SELECT count(*) FROM newest) < {ask.most} ORDER BY id + 0 DESC LIMIT {ask.most})"
        " SELECT id, object_id FROM newest UNION SELECT id, object_id FROM every",
        [*given, kind, *given],
    )
