"""The XML in which Office and LibreOffice keep a document, read by a parser and in one pass.

Patterns that looked for the end of each mark began anew at each of them, and forty thousand lone `<` took
seven seconds. They also read UTF-16 as something else and passed over CDATA: what Word shows was not seen.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

#: Elements that end a word, by their names without their prefix; others may stand in the middle of one.
_ENDS = {
    "p",
    "h",
    "tc",
    "title",
    "body",
    "lpwstr",
    "lpstr",
    "creator",
    "lastModifiedBy",
    "category",
}
#: Elements that are a gap themselves.
_GAPS = {"tab", "br", "cr", "s", "line-break"}
#: Cells of a sheet. Two of them are never one number: an amount and a year beside it are no CPR number.
_CELLS = {"table-cell", "c", "v", "si", "row"}
#: Where Word keeps a drawing, in measures that stand like words between its marks.
_MEASURE = re.compile(r"wp\w*:(?:align|posOffset|pct\w+)")
#: The same said once more for readers that do not know the newer way: a text box would be there twice.
_FALLBACK = "mc:Fallback"
#: Attributes in which people's words stand, and no measures of the program's.
_WORDY = {"author", "descr", "initials", "name", "Target", "title", "tooltip"}
_SHORTEST = 6
#: A page has some hundreds of elements, three hundred thousand cells a million. It takes seconds to read.
MOST = 1_000_000
_SEVERAL_CELLS = re.compile(r"(?:\| *){2,}")


class Broken(Exception):
    """No reader of XML would read it, or it declares what is to be read from elsewhere."""


class TooMuch(Exception):
    """It has more elements than a document of a colleague's."""


class Amount(NamedTuple):
    """What a cell holds besides words, as the program wrote it; in which cell and table, if it says so."""

    value: str
    cell: str
    table: str


@dataclass
class Read:
    """What one part of a document says. `words` stand where no page shows them: in attributes, and in what
    only older programs show; `held` is what a pivot table has copied."""

    text: str = ""
    words: list[str] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    #: The attributes of each element of the names that were asked for.
    marks: list[dict[str, str]] = field(default_factory=list)
    #: How many elements it has.
    size: int = 0


def read(source: bytes, *marks: str, most: int = MOST) -> Read:
    """Everything in one part; with `marks` also the attributes of the elements of these names. Raises
    `Broken`, and `TooMuch` for more elements than `most`."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    reader = _Reader(marks, most)
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.say
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(source, True)
    except expat.ExpatError as problem:
        raise Broken from problem
    return reader.done()


def _refuse(*_declared) -> None:
    """No program writes one, and it is the way to entities that blow up or fetch other files."""
    raise Broken


class _Reader:
    def __init__(self, marks: tuple[str, ...], most: int):
        self._marks, self._most = marks, most
        self._found = Read()
        self._shown: list[str] = []
        self._again: list[str] = []
        #: Inside how many of them we are.
        self._fallbacks = 0
        self._silent = 0
        self._pointers: list[bool] = []
        self._cell = self._table = ""
        self._value: list[str] | None = None

    def begin(self, name: str, said: dict[str, str]) -> None:
        self._found.size += 1
        if self._found.size > self._most:
            raise TooMuch
        prefix, _, local = name.rpartition(":")
        if name == _FALLBACK:
            self._fallbacks += 1
        elif prefix and _MEASURE.fullmatch(name):
            self._silent += 1
        if local == "c":
            # A cell that only says which of the workbook's shared texts it shows.
            self._pointers.append(said.get("t") == "s")
            self._cell = said.get("r", self._cell)
        elif local == "v":
            self._value = []
        elif local == "table":
            self._table = said.get("table:name", self._table)
        elif local in _GAPS and prefix:
            self._write(" ")
        elif local in ("s", "n") and len(said.get("v", "")) >= _SHORTEST:
            self._found.held.append(said["v"])
        if "office:value" in said:
            self._found.amounts.append(Amount(said["office:value"], "", self._table))
        if local in self._marks:
            self._found.marks.append(said)
        for key, value in said.items():
            if len(value) >= _SHORTEST and key.rpartition(":")[2] in _WORDY:
                self._found.words.append(value)

    def end(self, name: str) -> None:
        prefix, _, local = name.rpartition(":")
        if local == "v" and self._value is not None:
            self._found.amounts.append(
                Amount("".join(self._value).strip(), self._cell, self._table)
            )
            self._value = None
        if local in _CELLS:
            if not self._is_pointer:
                self._write(" | ")
            if local == "c" and self._pointers:
                self._pointers.pop()
        elif local in _ENDS:
            self._write("\n")
        if name == _FALLBACK:
            self._fallbacks -= 1
            self._again.append("\n")
        elif prefix and _MEASURE.fullmatch(name):
            self._silent -= 1

    def say(self, text: str) -> None:
        if self._silent or self._is_pointer:
            return
        if self._value is not None:
            self._value.append(text)
        self._write(text)

    @property
    def _is_pointer(self) -> bool:
        return bool(self._pointers) and self._pointers[-1]

    def _write(self, text: str) -> None:
        (self._again if self._fallbacks else self._shown).append(text)

    def done(self) -> Read:
        self._found.text = _SEVERAL_CELLS.sub("| ", "".join(self._shown))
        if again := "".join(self._again).strip():
            self._found.words.append(again)
        return self._found
