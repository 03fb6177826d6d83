"""A question and its accepted answers as a text without its writers.

What is taken out is the same for all: every member's name and every municipality by name, not only those
of the writers. Else what is missing would tell who wrote an anonymous text. The rest is for the eyes of
whoever edits the draft.
"""

import re
from collections.abc import Callable, Iterable
from html.parser import HTMLParser

from django.conf import settings

from forum.questions.models import Answer, Question
from members.municipalities.models import Municipality
from members.people.models import User

#: The library is Danish, whoever presses the button.
QUESTION, ANSWER = "Spørgsmålet", "Svar"
COLLEAGUE, MUNICIPALITY = "en kollega", "kommunen"
#: How a letter ends; what follows is a name.
_FAREWELL = re.compile(
    r"(?i)^\W*(?:(?:de\s+)?(?:bedste|venlig\w*|mange|kærlig)?\s*hilsen\w*|mvh|vh|kh|dbh)\b.{0,60}$"
)
_START = re.compile(r"(?:^|[.!?]\s+)$")


def title_of(question: Question) -> str:
    """The question in one sentence, without names."""
    return _scrubber()(question.title)[:200]


def sections_of(question: Question, answers: Iterable[Answer]) -> list[dict]:
    """What is asked, then what solved it, as the library keeps a text: no writer, place or day, no link to
    a person, no file."""
    scrub = _scrubber()
    chosen = list(answers)
    named = [(QUESTION, question.body)]
    for place, answer in enumerate(chosen, 1):
        named.append((f"{ANSWER} {place}" if len(chosen) > 1 else ANSWER, answer.body))
    return [{"heading": heading, **_parts(body, scrub)} for heading, body in named]


def _parts(body: str, scrub: Callable[[str], str]) -> dict:
    """Paragraphs, and a list that ends the text as points; one in the middle stays in its place as
    paragraphs, for a section has its points last."""
    reader = _Blocks()
    reader.feed(body)
    reader.close()
    blocks = _without_farewell([(kind, scrub(text)) for kind, text in reader.blocks])
    last = len(blocks)
    while last and blocks[last - 1][0] == "li":
        last -= 1
    return {
        "paragraphs": [text for _kind, text in blocks[:last]],
        "points": [text for _kind, text in blocks[last:]],
    }


def _without_farewell(blocks: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Without the greeting at the end and what stands under it: the writer."""
    for place, (_kind, text) in enumerate(blocks):
        if place and len(blocks) - place <= 4 and _FAREWELL.match(text):
            return blocks[:place]
    return blocks


def _scrubber() -> Callable[[str], str]:
    """Takes names out of a text; what is replaced is read once for all of it."""
    people = _one_of(User.objects.values_list("name", flat=True))
    places = _one_of(Municipality.objects.values_list("name", flat=True))
    of_people = re.compile(rf"@?\b(?:{people})(s?)\b")
    of_places = re.compile(rf"\b(?:{places})s?\s+[Kk]ommune(s?)\b")

    def scrub(text: str) -> str:
        text = of_people.sub(lambda match: _in_place(match, COLLEAGUE), text)
        return of_places.sub(lambda match: _in_place(match, MUNICIPALITY), text)

    return scrub


def _in_place(match: re.Match, words: str) -> str:
    """The words as they stand there: with a capital where a sentence begins, and in the genitive."""
    begins = _START.search(match.string[: match.start()]) is not None
    said = words[0].upper() + words[1:] if begins else words
    return said + match[1]


def _one_of(names: Iterable[str]) -> str:
    longest_first = sorted({name for name in names if name}, key=len, reverse=True)
    # Nothing is what this matches, where there are no names.
    return "|".join(map(re.escape, longest_first)) or r"(?!)"


class _Blocks(HTMLParser):
    """Paragraphs and points of stored text. A link to another site keeps its address, which is often the
    law itself; one within the portal, where people and files are, keeps its words only."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[str, str]] = []
        self._kind, self._words, self._href = "p", "", ""

    def handle_starttag(self, tag: str, attrs) -> None:
        if tag in ("p", "li", "blockquote", "br"):
            if not (tag == "p" and self._kind == "li" and not self._words.strip()):
                self._end()
            if tag == "li":
                self._kind = "li"
        elif tag == "a":
            self._href = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "blockquote"):
            self._end()
        elif tag == "li":
            self._end()
            self._kind = "p"
        elif tag == "a":
            away = self._href.startswith(("http://", "https://"))
            if (
                away
                and not self._href.startswith(settings.BASE_URL)
                and self._href not in self._words
            ):
                self._words += f" ({self._href})"
            self._href = ""

    def handle_data(self, data: str) -> None:
        self._words += data

    def close(self) -> None:
        super().close()
        self._end()

    def _end(self) -> None:
        text = " ".join(self._words.split())
        if text:
            self.blocks.append((self._kind, text))
        self._words = ""
