"""What the index is asked for."""

from dataclasses import dataclass

from portal.kit.wanted import Term

#: So many of the newest matches are looked at; whoever has more hits than this is asking for too little.
POOL = 300
#: A word that is only begun has at least so many letters: one letter begins half of the dictionary.
LEAST_BEGUN = 2
#: Wagtail's table.
TABLE = "wagtailsearch_indexentry"


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
