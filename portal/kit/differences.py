"""What has changed between two texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
SENTENCES = re.compile(r"[^.!?\n]+[.!?\n]*|[.!?\n]+")
#: Longer texts (in words and signs) are compared by sentences: by words it would take seconds.
MANY = 3000


@dataclass(frozen=True)
class Part:
    """A stretch that stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    text: str


def between(old: str, new: str) -> list[Part]:
    """The stretches of both plain texts in reading order; what went stands before what came instead.
    All that is "same" or "gone" is `old` again, all that is "same" or "new" is `new`."""
    pieces = WORDS
    if len(old) + len(new) > MANY * 6:
        pieces = SENTENCES
    before, after = pieces.findall(old), pieces.findall(new)
    parts: list[Part] = []
    gone = new = ""

    def flush() -> None:
        nonlocal gone, new
        if gone:
            parts.append(Part("gone", gone))
        if new:
            parts.append(Part("new", new))
        gone = new = ""

    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old_text, new_text = "".join(before[i:j]), "".join(after[k:m])
        if tag == "equal" and (old_text.strip() or not (gone or new) or j == len(before)):
            flush()
            parts.append(Part("same", old_text))
        else:
            # A blank between two changes belongs to both: words changed in a row are read in a row.
            gone, new = gone + old_text, new + new_text
    flush()
    return parts
