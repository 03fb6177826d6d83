"""SQLite's index of words, FTS5: what is asked of it in one statement."""

from collections.abc import Sequence

from .asks import TABLE, Ask


def statement(kind: int, asks: Sequence[Ask], keys: list[str] | None) -> tuple[str, list]:
    """All asks for things of one kind (`keys`: of these alone), and what is given to it. Its rows: the ask's
    number, the thing's key and how well it fits."""
    parts = [_part(number, ask, kind, keys) for number, ask in enumerate(asks)]
    sql = " UNION ALL ".join(
        f"SELECT * FROM ({part}) AS part{at}" for at, (part, _) in enumerate(parts)
    )
    given = [each for _, given in parts for each in given]
    if keys is None:
        return sql, given
    # The list is handed over once for all of them.
    mine = (
        f"SELECT id FROM {TABLE} WHERE content_type_id = %s"
        f" AND object_id IN ({', '.join(['%s'] * len(keys))})"
    )
    return f"WITH mine AS MATERIALIZED ({mine}) {sql}", [kind, *keys, *given]


def _part(number: int, ask: Ask, kind: int, keys: list[str] | None) -> tuple[str, list]:
    words = ask.written('"', " AND ", " OR ", "*")
    columns = "{title}" if ask.titled else "{title body}"
    # Its columns are autocomplete, body and title.
    score = f"-bm25({TABLE}_fts, 0, 1, 4)" if ask.scored else "0"
    chosen = "" if keys is None else " AND +words.rowid IN (SELECT id FROM mine)"
    # FTS5 leaps to a number: a common word is not followed through all that is of another kind. Of no kind
    # at all there is nothing to look for, and the limit is what FTS5 asks about before it opens a word.
    entries = f"FROM {TABLE} WHERE content_type_id = %s"
    ends = f" AND words.rowid >= (SELECT min(id) {entries}) AND words.rowid <= (SELECT max(id) {entries})"
    most = f"(SELECT CASE WHEN EXISTS (SELECT 1 {entries}) THEN {ask.most} ELSE 0 END)"
    return (
        # CROSS: the words first. Their order is the index's own, so that it stops at the limit.
        f"SELECT {number} AS number, entry.object_id, {score} AS score"
        f" FROM {TABLE}_fts AS words CROSS JOIN {TABLE} AS entry ON entry.id = words.rowid"
        f" WHERE {TABLE}_fts MATCH %s AND entry.content_type_id = %s{ends}{chosen}"
        f" ORDER BY words.rowid DESC LIMIT {most}",
        [f"{columns} : ({words})", kind, kind, kind, kind],
    )
