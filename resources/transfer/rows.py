"""What an export says of each version: the table's columns, and the same as data."""

from typing import Any

from portal.kit.dates import local
from resources.library.enums import Line
from resources.library.models import Edition, Guide, Version

HEADINGS = (
    "slags",
    "nummer",
    "kortnavn",
    "titel",
    "resume",
    "emner",
    "retsgrundlag",
    "hvem",
    "link",
    "udgave",
    "udgavens_status",
    "version",
    "udgivet",
    "størrelse",
    "ændring",
    "nyt_for",
    "trukket_tilbage",
    "trukket_tilbage_fordi",
    "filer",
    # Of the material as a whole.
    "gruppe",
    "kilde",
    "licens",
    "udgået",
    "udgået_fordi",
    "læs_i_stedet",
)
#: What lies between several in one cell, as an import reads it.
BETWEEN = " | "
#: Folders have plain letters.
FOLDER_OF: dict[str, str] = {Line.COPENHAGEN: "koebenhavn", Line.NATIONAL: "national"}


def folder_of(version: Version) -> str:
    """Where a version's files lie in the export: `materiale/partshoering/national-v2`."""
    edition = version.edition
    return f"materiale/{edition.guide.slug}/{FOLDER_OF[edition.line]}-v{version.number}"


def of_guide(guide: Guide) -> dict[str, Any]:
    """A material without its editions. Who wrote it is left out: an export is no place for people."""
    return {
        "slags": guide.kind,
        "nummer": guide.number,
        "kortnavn": guide.slug,
        "titel": guide.title,
        "resume": guide.summary,
        "emner": [topic.name for topic in guide.topics.all()],
        "retsgrundlag": [str(basis) for basis in guide.bases],
        "hvem": guide.audience,
        "link": guide.link,
        "gruppe": guide.group.name if guide.group else None,
        **_origin(guide),
        **_end(guide),
        "se_også": [other.slug for other in guide.related.all()],
        "udgaver": [],
    }


def _origin(guide: Guide) -> dict[str, Any]:
    care = getattr(guide, "care", None)
    if care is None:
        return dict.fromkeys(("kilde", "kildens_adresse", "licens"))
    return {
        "kilde": care.source,
        "kildens_adresse": care.source_link,
        "licens": care.licence_words or care.licence,
    }


def _end(guide: Guide) -> dict[str, Any]:
    if not guide.is_retired:
        return dict.fromkeys(("udgået", "udgået_fordi", "læs_i_stedet"))
    retirement = guide.retirement
    instead = retirement.replaced_by
    return {
        "udgået": local(retirement.retired_at).isoformat(timespec="minutes"),
        "udgået_fordi": retirement.because,
        "læs_i_stedet": instead.slug if instead else None,
    }


def of_edition(edition: Edition) -> dict[str, Any]:
    """An edition without its versions."""
    return {
        "udgave": edition.line,
        "status": edition.status,
        "særligt": edition.note,
        "versioner": [],
    }


def of_version(version: Version, files: list[str]) -> dict[str, Any]:
    """A version, with the names that its files have in the export."""
    withdrawn = version.withdrawn_at
    return {
        "version": version.number,
        "udgivet": local(version.published_at).isoformat(timespec="minutes"),
        "størrelse": version.extent,
        "ændring": version.change,
        "nyt_for": version.for_whom,
        "trukket_tilbage": local(withdrawn).isoformat(timespec="minutes") if withdrawn else None,
        "trukket_tilbage_fordi": version.withdrawn_because,
        "filer": files,
    }


def line_of(guide: dict, edition: dict | None = None, version: dict | None = None) -> list[object]:
    """A line of the table; material that has no version has one with those cells empty."""
    edition, version = edition or {}, version or {}
    return [
        *(guide[name] for name in HEADINGS[:5]),
        BETWEEN.join(guide["emner"]),
        BETWEEN.join(guide["retsgrundlag"]),
        guide["hvem"],
        guide["link"],
        edition.get("udgave"),
        edition.get("status"),
        *(version.get(name) for name in HEADINGS[11:18]),
        BETWEEN.join(version.get("filer", ())),
        *(guide[name] for name in HEADINGS[19:]),
    ]
