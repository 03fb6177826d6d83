"""What a line of the table would become, and why it would not."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.groups.models import Group
from portal.kit import cpr
from portal.topics.models import Topic
from portal.ui.uploads import Upload, taken
from resources.library.enums import Audience, Kind
from resources.library.enums import Line as EditionLine
from resources.library.models import Edition, Guide
from resources.library.naming import short_name
from resources.library.problems import MOST_FILES, to_write
from resources.library.queries import LONGEST_SLUG

from .bundles import Bundle, Line, Unusable, plain_name
from .enums import Outcome

COLUMNS = (
    "fil",
    "titel",
    "slags",
    "nummer",
    "kortnavn",
    "resume",
    "emner",
    "retsgrundlag",
    "hvem",
    "gruppe",
    "udgave",
)
NEEDED = ("fil", "titel", "slags")
#: A link has no file, and what members wrote comes from their questions alone.
KINDS = tuple(kind for kind in Kind if kind not in (Kind.LINK, Kind.NETWORK))
LONGEST_SUMMARY = 2000
BASIS = re.compile(r"(?P<act>.+?)\s+(?P<section>§.*)")


@dataclass
class Verdict:
    """What becomes of a line, or of a file that no line is for (number 0)."""

    number: int
    file_name: str
    outcome: Outcome = Outcome.LEFT_OUT
    why: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    upload: Upload | None = None


class Against(Exception):
    """Why a line is left out."""


class Judge:
    """Judges the lines of one bundle, one after the other; nothing is written."""

    def __init__(self, bundle: Bundle, by):
        self.bundle, self.by = bundle, by
        self.topics = {topic.name.casefold(): topic.pk for topic in Topic.objects.all()}
        self.kinds = _named(KINDS)
        self.audiences = {**_named(Audience), "gruppe": Audience.GROUP}
        self.groups = _groups()
        #: File → the line that has it; material and edition → how many files lines before have put there.
        self.used: dict[str, int] = {}
        #: Files that a line is about, whatever becomes of it.
        self.named: set[str] = set()
        self.coming: dict[tuple[str, str], int] = {}

    def judge(self, line: Line) -> Verdict:
        """One line. Raises nothing: what is wrong stands in the verdict, without any CPR number."""
        name = plain_name(line.cells.get("fil", ""))
        self.named.add(name)
        verdict = Verdict(line.number, cpr.mask(name)[:200])
        try:
            _refuse_numbers(line)
            verdict.facts = self._facts(line)
            upload = self._upload(name, line.number)
            verdict.outcome = self._place(verdict.facts, upload)
            verdict.upload = upload
        except Against as problem:
            verdict.why = str(problem)[:400]
        return verdict

    def left(self) -> list[Verdict]:
        """The files that no line is for."""
        names = sorted(set(self.bundle.files) - self.named)
        why = _("No line of metadata.csv is about it.")
        return [Verdict(0, cpr.mask(name)[:200], why=why) for name in names]

    def _facts(self, line: Line) -> dict[str, Any]:
        cells = {name: " ".join(line.cells.get(name, "").split()) for name in COLUMNS}
        for name in NEEDED:
            if not cells[name]:
                raise Against(_("The column “%(name)s” is empty.") % {"name": name})
        if len(cells["titel"]) > 160:
            raise Against(_("The title is longer than 160 characters."))
        if len(cells["resume"]) > LONGEST_SUMMARY:
            raise Against(
                _("The summary is longer than %(n)d characters.") % {"n": LONGEST_SUMMARY}
            )
        kind = self.kinds.get(cells["slags"].casefold())
        if kind is None:
            raise Against(_("The kind “%(kind)s” is not known.") % {"kind": cells["slags"][:60]})
        audience, group = self._readers(cells["hvem"], cells["gruppe"])
        number = _number(cells["nummer"], kind)
        slug = f"klarret-{number}" if number else ""
        slug = (
            cells["kortnavn"]
            or slug
            or short_name(cells["titel"], (), longest=LONGEST_SLUG, otherwise="tekst")
        )
        if slug != slugify(slug) or len(slug) > LONGEST_SLUG:
            raise Against(_("A short name has only the letters a to z, figures and hyphens."))
        return {
            "title": cells["titel"],
            "kind": kind,
            "number": number,
            "slug": slug,
            "summary": cells["resume"],
            "topics": [self._topic(name) for name in _several(cells["emner"])],
            "legal_bases": [_basis(words) for words in _several(cells["retsgrundlag"])],
            "audience": audience,
            "group": group,
            "line": _edition(cells["udgave"]),
        }

    def _readers(self, who: str, name: str) -> tuple[Audience, int | None]:
        """Who may read it, and which group where it is for one: by the group's name, or as its address would
        be written. A line that names a group and says nothing else is for that group."""
        audience = self.audiences.get(
            (who or (Audience.GROUP if name else Audience.MEMBERS)).casefold()
        )
        if audience is None:
            raise Against(_("“%(who)s” is not known in the column “hvem”.") % {"who": who[:60]})
        if audience != Audience.GROUP:
            if name:
                raise Against(
                    _("A group is named, but the column “hvem” says that others may read it, too.")
                )
            return audience, None
        if not name:
            raise Against(_("Write in the column “gruppe” which group it is for."))
        if (found := self.groups.get(name.casefold())) is None:
            raise Against(_("There is no group called “%(name)s”.") % {"name": name[:80]})
        return audience, found

    def _topic(self, name: str) -> int:
        if found := self.topics.get(name.casefold()):
            return found
        raise Against(_("There is no topic called “%(name)s”.") % {"name": name[:80]})

    def _upload(self, name: str, number: int) -> Upload:
        if name not in self.bundle.files:
            raise Against(_("The file is not in the zip."))
        if first := self.used.get(name):
            raise Against(_("Line %(n)d has the same file.") % {"n": first})
        self.used[name] = number
        if why := self.bundle.against(name):
            raise Against(why)
        try:
            return taken(SimpleUploadedFile(name, self.bundle.read(name)))
        except ValidationError as problem:
            raise Against(" ".join(problem.messages)) from problem
        except Unusable as problem:
            raise Against(str(problem)) from problem

    def _place(self, facts: dict[str, Any], upload: Upload) -> Outcome:
        """Whether it becomes new material or lies beside what there is."""
        key = (facts["slug"], facts["line"])
        guide = guide_of(facts)
        edition = Edition.objects.filter(guide=guide, line=facts["line"]).first() if guide else None
        lying = against_edition(edition, upload, self.by) if edition else 0
        if lying + self.coming.get(key, 0) >= MOST_FILES:
            raise Against(_("There is no room for more files beside that text."))
        is_first = guide is None and not any(slug == facts["slug"] for slug, _line in self.coming)
        self.coming[key] = self.coming.get(key, 0) + 1
        return Outcome.NEW if is_first else Outcome.ADDED


def guide_of(facts: dict[str, Any]) -> Guide | None:
    """The material that the library has already: of the same number, or of the same short name. Raises
    `Against` when the short name belongs to something else, and when a file for one group would lie beside
    what others read."""
    found = Guide.objects.filter(number=facts["number"]).first() if facts["number"] else None
    if found is None:
        found = Guide.objects.filter(slug=facts["slug"]).first()
        if found and (found.number or found.kind == Kind.LINK or facts["number"]):
            raise Against(
                _("Other material has the short name “%(name)s”.") % {"name": facts["slug"]}
            )
    group = facts.get("group")
    if found and group and found.group_id != group:
        raise Against(_("It is for one group, and others may read the material of that name."))
    return found


def against_edition(edition: Edition, upload: Upload, by) -> int:
    """How many files lie beside it. Raises `Against` where nobody can write in it now, or the file lies there
    already."""
    if found := to_write(edition, by):
        raise Against(" ".join(str(blocker.message) for blocker in found))
    files = edition.files.filter(is_removed=False).select_related("enclosure")
    if any(
        (f.enclosure.name, f.enclosure.size) == (upload.name, len(upload.content)) for f in files
    ):
        raise Against(_("The file lies beside that text already."))
    return len(files)


def _refuse_numbers(line: Line) -> None:
    for name, words in line.cells.items():
        if cpr.contains(words):
            shown = name if name in COLUMNS else "?"
            raise Against(
                _("There seems to be a CPR number in the column “%(name)s”.") % {"name": shown}
            )


def _named(named) -> dict[str, Any]:
    """By value, and by what it is called in Danish."""
    choices = list(named)
    with override("da"):
        danish = {str(choice.label).casefold(): choice for choice in choices}
    return {**danish, **{choice.value: choice for choice in choices}}


def _groups() -> dict[str, int]:
    """By name, and by what an address would make of it."""
    groups = list(Group.objects.all())
    short = {short_name(g.name, (), longest=LONGEST_SLUG, otherwise=""): g.pk for g in groups}
    return {**short, **{g.name.casefold(): g.pk for g in groups}}


def _number(words: str, kind: Kind) -> int | None:
    if kind != Kind.KLARRET:
        if words:
            raise Against(_("Only a KlarRet guide has a number."))
        return None
    if not re.fullmatch(r"[1-9][0-9]{0,2}", words):
        raise Against(_("A KlarRet guide needs its number in the column “nummer”."))
    return int(words)


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _basis(words: str) -> list[str]:
    found = BASIS.fullmatch(words)
    if not found or len(found["act"]) > 120 or len(found["section"]) > 40:
        raise Against(
            _("“%(words)s” is no legal basis. Write for instance: forvaltningsloven § 19")
            % {"words": words[:80]}
        )
    return [found["act"], found["section"]]


def _edition(words: str) -> EditionLine:
    lines = {
        "": EditionLine.NATIONAL,
        "national": EditionLine.NATIONAL,
        "københavn": EditionLine.COPENHAGEN,
        "copenhagen": EditionLine.COPENHAGEN,
    }
    if (found := lines.get(words.casefold())) is None:
        raise Against(_("The edition is either “national” or “københavn”."))
    return found
