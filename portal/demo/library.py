"""KlarRet in two editions, and the other material."""

from datetime import timedelta

from django.utils import timezone

from portal.topics.models import Topic
from resources.library.bodies import from_sections
from resources.library.enums import Kind, Line, Status
from resources.library.flows import filing, publishing
from resources.library.models import Edition, Guide, Version

from .cast import Cast
from .texts import read


def write_guides() -> None:
    """All 26 in Copenhagen's edition, each with the versions it has had, and the national ones."""
    cast = Cast()
    editor = cast.by_key["nanna-juul-overgaard"]
    for row in read("klarret")["guide"]:
        guide = write_down(
            row, slug=f"klarret-{row['number']}", kind=Kind.KLARRET, number=row["number"], by=editor
        )
        newest = write_versions(guide, row, editor)
        write_national(guide, row, newest, editor)


def write_materials() -> None:
    cast = Cast()
    editor = cast.by_key["nanna-juul-overgaard"]
    for row in read("materials")["material"]:
        guide = write_down(row, slug=row["slug"], kind=Kind(row["kind"]), by=editor)
        edition = publishing.set_edition_status(
            guide=guide, line=Line.COPENHAGEN, status=Status.BEING_WRITTEN, by=editor
        )
        publish(edition, row["sections"], by=editor, days_ago=row["days_ago"])


def write_down(row: dict, *, slug: str, kind: Kind, number: int | None = None, by) -> Guide:
    return publishing.save_guide(
        slug=slug,
        title=row["title"],
        kind=kind,
        number=number,
        summary=row["summary"],
        topics=list(Topic.objects.filter(slug__in=row["topics"])),
        legal_bases=[(basis["act"], basis["section"]) for basis in row.get("legal_bases", [])],
        audience=row["audience"],
        at=before_now(row.get("published_days_ago", row.get("days_ago", 0))),
        by=by,
    )


def write_versions(guide: Guide, row: dict, editor) -> dict[int, Version]:
    """Copenhagen's edition: the text as it is now, under each version it has had."""
    edition = publishing.set_edition_status(
        guide=guide, line=Line.COPENHAGEN, status=Status.BEING_WRITTEN, by=editor
    )
    return {
        each["number"]: publish(
            edition,
            row["sections"],
            number=each["number"],
            change=each["change"],
            days_ago=each["days_ago"],
            newest=each is row["versions"][-1],
            by=editor,
        )
        for each in row["versions"]
    }


def write_national(guide: Guide, row: dict, versions: dict[int, Version], editor) -> None:
    national = row["national"]
    if national["status"] == Status.NOT_BEGUN:
        publishing.set_edition_status(
            guide=guide, line=Line.NATIONAL, status=Status.NOT_BEGUN, by=editor
        )
        return
    published = national["status"] == Status.PUBLISHED
    edition = publishing.set_edition_status(
        guide=guide,
        line=Line.NATIONAL,
        status=Status.BEING_WRITTEN if published else national["status"],
        writers=", ".join(each.partition("#")[0] for each in national.get("writers", [])),
        note=row.get("national_note", ""),
        based_on=versions.get(national.get("based_on")),
        at=before_now(national.get("days_ago", 0)),
        by=editor,
    )
    if published:
        publish(
            edition,
            row["sections"],
            number=national["version"],
            days_ago=national["days_ago"],
            by=editor,
        )


def publish(
    edition: Edition,
    sections: list[dict],
    *,
    number: int | None = None,
    change: str = "",
    days_ago: int,
    newest: bool = True,
    by,
) -> Version:
    """Publish a version, and typeset the newest at once; the worker sets the older ones later."""
    version = publishing.publish_version(
        edition=edition,
        body=from_sections(sections),
        change=change,
        number=number,
        at=before_now(days_ago),
        # Written and approved before there was a portal.
        by=None,
    )
    return filing.typeset_version(version=version, by=by) if newest else version


def before_now(days: int):
    return timezone.now() - timedelta(days=days)
