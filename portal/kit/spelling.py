"""How far two spellings of a Danish word are from each other."""

#: Letters so easily mistaken for each other that it costs half.
_SOUNDS_ALIKE = frozenset(
    map(frozenset, ("gk", "dt", "bp", "eæ", "yø", "oå", "sc", "sz", "vw", "iy"))
)
_WRITTEN = (("aa", "å"), ("ae", "æ"), ("oe", "ø"), ("ä", "æ"), ("ö", "ø"), ("ü", "y"), ("é", "e"))


def as_written(word: str) -> str:
    """The word with its Danish letters, where a keyboard had none: "hoering" is "høring"."""
    for foreign, danish in _WRITTEN:
        word = word.replace(foreign, danish)
    return word


def farthest(word: str) -> int:
    """How many mistakes a word of this length may have and still be recognised."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def distance(one: str, other: str, most: float) -> float:
    """How many letters are too many, missing, others or swapped; letters that sound alike count half. A
    number above `most` where it is more than that."""
    one, other = as_written(one), as_written(other)
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[float] = []
    last: list[float] = [float(at) for at in range(len(other) + 1)]
    for at, char in enumerate(one, 1):
        row = [float(at)]
        for to, letter in enumerate(other, 1):
            cost = min(last[to] + 1, row[to - 1] + 1, last[to - 1] + _changed(char, letter))
            if at > 1 and to > 1 and char == other[to - 2] and one[at - 2] == letter:
                cost = min(cost, before[to - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]


def _changed(one: str, other: str) -> float:
    if one == other:
        return 0
    return 0.5 if frozenset((one, other)) in _SOUNDS_ALIKE else 1
