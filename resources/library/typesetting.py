"""A version as a tagged PDF."""

from pathlib import Path

from django.conf import settings

from portal.kit import dates
from portal.ui import typesetting

from .bodies import sheet_parts
from .enums import Line
from .models import Version

SHEET = Path(__file__).with_name("typst") / "guide.typ"


def pdf(version: Version) -> bytes:
    """The file's bytes. The same version gives the same file."""
    return typesetting.pdf(SHEET, name="guide", content=_content(version), at=version.published_at)


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
        # On each page: which text it is, for whoever finds one sheet of it.
        "running": guide.full_title,
        "edition": line if guide.number else "",
        "version": f"Version {version.number}, {dates.long_date(version.published_at)}",
        "summary": guide.summary,
        "writers": edition.writers,
        "note": edition.note,
        "legal": ", ".join(str(basis) for basis in guide.bases),
        "parts": sheet_parts(version.body),
    }
