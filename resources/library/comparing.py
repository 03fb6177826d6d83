"""Two versions of the same material beside each other."""

from dataclasses import dataclass
from itertools import groupby, pairwise

from django.utils.translation import gettext as _

from portal.kit import differences
from portal.kit.differences import Part

from .models import Guide, Version
from .queries import beside

#: So many unchanged lines before and after a change are shown; the rest is folded.
AROUND = 1


@dataclass(frozen=True)
class Line:
    """One line of the text, in the stretches that stayed, went and came."""

    parts: tuple[Part, ...]

    @property
    def is_changed(self) -> bool:
        return any(part.kind != "same" and part.text.strip() for part in self.parts)


@dataclass(frozen=True)
class Stretch:
    """Lines that are read on, or that are folded because nothing has changed in them."""

    lines: list[Line]
    is_folded: bool


def comparable(guide: Guide) -> list[Version]:
    """The versions that can be compared, the newest first within each edition: a withdrawn one has no text
    for readers. Asks the editions at hand."""
    return [
        version
        for edition in guide.editions.all()
        for version in sorted(edition.versions.all(), key=lambda each: -each.number)
        if not version.is_withdrawn
    ]


def asked_for(versions: list[Version], before: str, after: str) -> tuple[Version, Version] | None:
    """The two versions that an address names; without names the newest and the one before it in the same
    edition. None where there are no two, or where one of the names is of none."""
    by_key = {version.key: version for version in versions}
    if not before and not after:
        for late, early in pairwise(versions):
            if late.edition_id == early.edition_id:
                return early, late
        return (versions[0], versions[-1]) if len(versions) > 1 else None
    if before not in by_key or after not in by_key:
        return None
    return by_key[before], by_key[after]


def stretches(before: Version, after: Version) -> list[Stretch]:
    """What changed from one version to the other, line by line, the unchanged folded between."""
    lines = _lines(differences.between(before.text, after.text))
    near = [
        any(each.is_changed for each in lines[max(0, at - AROUND) : at + AROUND + 1])
        for at in range(len(lines))
    ]
    return [
        Stretch([line for line, _shown in group], is_folded=not shown)
        for shown, group in groupby(zip(lines, near, strict=True), key=lambda pair: pair[1])
    ]


@dataclass(frozen=True)
class FileChange:
    """What became of a file from one version to the other."""

    title: str
    words: str


def file_changes(before: Version, after: Version) -> list[FileChange]:
    """The files that came, went, were replaced or are called otherwise."""
    early = {file.place: file for file in beside(before)}
    late = {file.place: file for file in beside(after)}
    found = [FileChange(late[place].title, _("new")) for place in late if place not in early]
    for place, file in late.items():
        was = early.get(place)
        if was is None:
            continue
        if was.enclosure_id != file.enclosure_id:
            found.append(FileChange(file.title, _("replaced")))
        elif was.title != file.title:
            found.append(
                FileChange(file.title, _("called “%(title)s” before") % {"title": was.title})
            )
    gone = [FileChange(early[place].title, _("taken away")) for place in early if place not in late]
    return [*found, *gone]


def _lines(parts: list[Part]) -> list[Line]:
    """The stretches cut where a line ends; one that came or went ends its line as well."""
    lines: list[Line] = []
    current: list[Part] = []
    for part in parts:
        first, *rest = part.text.split("\n")
        if first:
            current.append(Part(part.kind, first))
        for text in rest:
            lines.append(Line(tuple(current)))
            current = [Part(part.kind, text)] if text else []
    if current:
        lines.append(Line(tuple(current)))
    return [line for line in lines if line.parts]
