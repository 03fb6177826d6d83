"""What in a Danish text might lead to a citizen without being forbidden: a phone number, a case number, a
name with an address. Only a hint to the one who writes, so it would rather miss one than cry wolf."""

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from . import cpr


class Kind(StrEnum):
    """What it looks like."""

    PHONE = "phone"
    CASE = "case"
    ADDRESS = "address"


class Trace(NamedTuple):
    """Where something stands in the text as given: `text[start:end]`."""

    kind: Kind
    start: int
    end: int


#: Eight digits as Danes write a phone number: in pairs, in fours, or in one with something that says so.
_PAIRS = r"\d{2}[ \u00a0]\d{2}[ \u00a0]\d{2}[ \u00a0]\d{2}"
_FOURS = r"\d{4}[ \u00a0]\d{4}"
_SAID = (
    r"(?:tlf|telefon(?:nummer|nr)?|mobil(?:nummer|nr)?|ring(?:e|er)?\s(?:til|på)|sms)"
    r"\.?:?\s{0,2}(?:er\s)?"
)
_PHONE = re.compile(
    rf"(?<![\w.,/§+-])(?<!\d[ \u00a0])(?:(?:\+45|0045)[ \u00a0]?(?:{_PAIRS}|{_FOURS}|\d{{8}})"
    rf"|(?:{_PAIRS})|{_SAID}(?P<said>{_PAIRS}|{_FOURS}|\d{{8}}))"
    r"(?![\w/-]|[.,]\d|[ \u00a0](?:\d|kr\b|kroner\b|mio\b|mia\b))",
    re.IGNORECASE,
)
#: An order of the law or a department's circular is numbered by its year, too, but says so.
_LAW_BEFORE = re.compile(
    r"(?:lov|bek|bkg|lbkg|lbk|cirk?|vejl|skr|afg|dom|sag c|ea|direktiv|forordning|betænkning|udvalg|fob|"
    r"ufr|kfe?|mad|tfa|ean|gln|cvr|konto|reg|faktura|ordre|edition|udgave)"
    r"[a-zæøå]*\.?(?:\s?(?:nr|nummer|no)\.?)?:?\s{0,2}\Z",
    re.IGNORECASE,
)
#: A journal number: a year and a running number, as F2, eDoc, SBSYS and Acadre write it.
_JOURNAL = re.compile(
    r"(?<![\w.,/§-])(?:(?:19|20)\d{2}[-/]\d{5,8}|\d{2}[/-]\d{5,6}|\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅ]\d{2}-\d{1,6}-\d{2})"
    r"(?![\w/-]|[.,]\d)"
)
#: A word before it that says so lets any number through that is long enough to be one.
_NAMED_CASE = re.compile(
    r"\b(?:sags?(?:nummer|nr)|j(?:ournal|our)?\.?\s?(?:nummer|nr)|sag\snr)\b\.?:?\s{0,2}"
    r"(?P<number>[A-Z]{0,4}-?\d[\d./-]{3,20}\d)",
    re.IGNORECASE,
)
_WORD = r"[A-ZÆØÅ][a-zæøåéüöä]+(?:-[A-ZÆØÅ][a-zæøåéüöä]+)?"
_STREET = re.compile(
    r"(?<!\w)(?:[A-ZÆØÅ][\wæøåÆØÅé]*\.?\s){0,3}(?=[A-ZÆØÅ])[a-zæøåéA-ZÆØÅ]*"
    r"(?i:vej|vejen|gade|gaden|stræde|strædet|allé|alléen|alle|vænge|vænget|parken|bakken|toften|"
    r"krogen|torvet|boulevard|boulevarden|engen|haven|skrænten|stien|lunden)"
    r"\s\d{1,3}(?:\s?[A-ZÆØÅ])?(?![\w%]|[.,]\d|\s(?:km|meter|kr|dage|år|procent|gange)\b)"
)
_NAME = re.compile(rf"(?<!\w){_WORD}(?:\s(?:[A-ZÆØÅ]\.|{_WORD})){{1,3}}(?!\w)")
#: So many characters before and after a street in which a name makes it somebody's address.
_NEAR = 90
#: Words with a capital that begin no person's name.
_NO_NAMES = frozenset(Path(__file__).with_name("no_names.txt").read_text(encoding="utf-8").split())


def find(text: str) -> list[Trace]:
    """Every trace in `text`, in order and without overlap."""
    found: list[Trace] = []
    for trace in sorted(_all(text), key=lambda trace: (trace.start, -trace.end)):
        if not found or trace.start >= found[-1].end:
            found.append(trace)
    return found


def kinds(text: str) -> list[Kind]:
    """Which kinds of traces stand in `text`, each once, in the order of the enum."""
    there = {trace.kind for trace in find(text)}
    return [kind for kind in Kind if kind in there]


def _all(text: str) -> Iterator[Trace]:
    forbidden = cpr.find(text)
    for trace in (*_phones(text), *_cases(text), *_addresses(text)):
        # A CPR number is another matter, and refused by others.
        if not any(trace.start < end and start < trace.end for start, end in forbidden):
            yield trace


def _phones(text: str) -> Iterator[Trace]:
    for match in _PHONE.finditer(text):
        start, end = match.span("said") if match["said"] else match.span()
        if not _LAW_BEFORE.search(text[max(0, start - 30) : start]):
            yield Trace(Kind.PHONE, start, end)


def _cases(text: str) -> Iterator[Trace]:
    for match in _NAMED_CASE.finditer(text):
        yield Trace(Kind.CASE, *match.span("number"))
    for match in _JOURNAL.finditer(text):
        start, end = match.span()
        if not _LAW_BEFORE.search(text[max(0, start - 30) : start]):
            yield Trace(Kind.CASE, start, end)


def _addresses(text: str) -> Iterator[Trace]:
    """A street and number with somebody's name near it: a street alone may be the town hall's."""
    for street in _STREET.finditer(text):
        start, end = street.span()
        before = max(0, start - _NEAR)
        around = ((before, text[before:start]), (end, text[end : end + _NEAR]))
        for offset, words in around:
            for name in _NAME.finditer(words):
                if not _NO_NAMES & set(name[0].split()):
                    place = offset + name.start()
                    yield Trace(Kind.ADDRESS, min(start, place), max(end, place + len(name[0])))
