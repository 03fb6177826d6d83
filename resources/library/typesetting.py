"""A version as a tagged PDF.

Typst gets the text as data, never as markup: what an editor writes cannot become a command.
"""

import json
from datetime import UTC
from pathlib import Path

import typst
from django.conf import settings

from portal.kit import dates

from .enums import Line
from .models import Version

FOLDER = Path(__file__).with_name("typst")
#: Where the design system's font may lie; where it does not, Typst's own serif steps in.
FONT_FOLDERS = (
    Path(settings.VAR) / "theme" / "ttf",
    Path(settings.ROOT) / "node_modules/dkfds/dist/fonts/IBMPlexSans/complete/ttf",
)


def pdf(version: Version) -> bytes:
    """The file's bytes, in PDF/UA. The same version gives the same file."""
    return typst.compile(
        str(FOLDER / "guide.typ"),
        format="pdf",
        font_paths=typst.Fonts(
            include_system_fonts=False,
            font_paths=[str(folder) for folder in FONT_FOLDERS if folder.is_dir()][:1],
        ),
        sys_inputs={"guide": json.dumps(_content(version), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=version.published_at.astimezone(UTC).replace(microsecond=0),
    )


def _content(version: Version) -> dict:
    """What the sheet says. Material is Danish, whoever asks for the file."""
    edition, guide = version.edition, version.edition.guide
    lines: dict[str, str] = {
        Line.COPENHAGEN: "Københavns udgave",
        Line.NATIONAL: "National udgave",
    }
    line = lines[edition.line]
    return {
        "network": settings.WAGTAIL_SITE_NAME,
        "title": guide.title,
        "series": f"KlarRet {guide.number}" if guide.number else "",
        "edition": line if guide.number else "",
        "version": f"Version {version.number}, {dates.long_date(version.published_at)}",
        "summary": guide.summary,
        "writers": edition.writers,
        "note": edition.note,
        "legal": ", ".join(str(basis) for basis in guide.bases),
        "sections": [
            {
                "heading": section["heading"],
                "paragraphs": section.get("paragraphs", []),
                "points": section.get("points", []),
            }
            for section in version.sections
        ],
    }
