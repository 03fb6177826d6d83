"""Writing the whole library into one zip, piece by piece: no more than one file is held at a time."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.db.models.fields.files import FieldFile
from django.utils import timezone

from portal.kit import sheets
from resources.library.models import Edition, Guide, Version

from . import pages, rows
from .queries import all_of_it

READ_ME = """Netværkets bibliotek

bibliotek.csv    én linje for hver version; åbnes i Excel
bibliotek.json   det samme som data
materiale/       en mappe for hver version: tekst.txt, tekst.html, den opsatte PDF og filerne ved teksten

Tekster, der er ved at blive skrevet, og navnene på dem, der skriver, er ikke med. Versioner, der er trukket
tilbage, er med, og der står hvorfor: brug dem ikke som gældende.
"""
#: A PDF, a picture or a letter in Word is packed already.
PACKED = (
    ".pdf",
    ".docx",
    ".xlsx",
    ".pptx",
    ".odt",
    ".ods",
    ".png",
    ".jpg",
    ".jpeg",
    ".webp",
    ".gif",
)


@dataclass
class Packer:
    """One export on its way into a file. `missing` names what the storage has not."""

    to: IO[bytes]
    missing: list[str] = field(default_factory=list)

    def pack(self, said: Callable[[int], None]) -> None:
        """Write all of it; `said` is told after each material how many are done."""
        found: list[dict] = []
        with ZipFile(self.to, "w", ZIP_DEFLATED, allowZip64=True) as archive:
            self._archive = archive
            for done, guide in enumerate(all_of_it(), start=1):
                found.append(self._guide(guide))
                said(done)
            self._text("LÆSMIG.txt", READ_ME)
            table = sheets.csv_file(rows.HEADINGS, _lines(found))
            archive.writestr("bibliotek.csv", table)
            self._text("bibliotek.json", json.dumps(found, ensure_ascii=False, indent=2))
            if self.missing:
                self._text("mangler.txt", "\n".join(self.missing) + "\n")

    def _guide(self, guide: Guide) -> dict:
        facts = rows.of_guide(guide)
        for edition in guide.editions.all():
            edition.guide = guide
            facts["udgaver"].append(self._edition(edition))
        return facts

    def _edition(self, edition: Edition) -> dict:
        facts = rows.of_edition(edition)
        for version in edition.versions.all():
            version.edition = edition
            facts["versioner"].append(rows.of_version(version, self._version(version)))
        return facts

    def _version(self, version: Version) -> list[str]:
        folder = rows.folder_of(version)
        names = [f"{folder}/tekst.txt", f"{folder}/tekst.html"]
        self._text(names[0], f"{version.edition.guide.full_title}\n\n{version.text}\n")
        self._text(names[1], pages.page(version))
        kept: list[tuple[str, FieldFile]] = []
        if version.file:
            kept.append((f"{folder}/{version.file_name}", version.file))
        for beside in version.beside.all():
            ending = beside.enclosure.kind
            kept.append((f"{folder}/filer/{beside.place}.{ending}", beside.enclosure.file))
        return names + [name for name, file in kept if self._file(name, file)]

    def _text(self, name: str, words: str) -> None:
        self._archive.writestr(name, words.encode())

    def _file(self, name: str, file: FieldFile) -> bool:
        """Whether the storage has it."""
        try:
            source = file.storage.open(str(file.name), "rb")
        except OSError:
            self.missing.append(name)
            return False
        part = ZipInfo(name, timezone.localtime().timetuple()[:6])
        part.compress_type = ZIP_STORED if name.endswith(PACKED) else ZIP_DEFLATED
        with source, self._archive.open(part, "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target)
        return True


def _lines(found: list[dict]):
    """A line a version."""
    for guide in found:
        all_versions = [
            (edition, version) for edition in guide["udgaver"] for version in edition["versioner"]
        ]
        if not all_versions:
            yield rows.line_of(guide)
        for edition, version in all_versions:
            yield rows.line_of(guide, edition, version)
