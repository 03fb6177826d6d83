"""KlarRet in two editions, and the other material."""

from copy import deepcopy
from datetime import timedelta

from django.utils import timezone

from members.groups.models import Group
from portal.topics.models import Topic
from resources.library.bodies import cleaned, from_sections
from resources.library.enums import Extent, Kind, Line, Status
from resources.library.flows import approving, filing, publishing, writing
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
        group=Group.objects.get(name=row["group"]) if "group" in row else None,
        at=before_now(row.get("published_days_ago", row.get("days_ago", 0))),
        by=by,
    )


def write_versions(guide: Guide, row: dict, editor) -> dict[int, Version]:
    """Copenhagen's edition in each version it has had."""
    edition = publishing.set_edition_status(
        guide=guide, line=Line.COPENHAGEN, status=Status.BEING_WRITTEN, by=editor
    )
    return {
        each["number"]: publish(
            edition,
            as_it_was(row, Line.COPENHAGEN, each["number"]),
            number=each["number"],
            change=each["change"],
            days_ago=each["days_ago"],
            newest=each is row["versions"][-1],
            by=editor,
        )
        for each in row["versions"]
    }


def as_it_was(row: dict, line: str, number: int) -> list[dict]:
    """The sections of a guide as this version of this edition said them."""
    sections = deepcopy(row["sections"])
    for wording in read("wordings")["wording"]:
        of_this = wording["guide"] == row["number"] and wording.get("line", "copenhagen") == line
        if of_this and number <= wording.get("upto", number):
            _reword(sections, wording["now"], wording["then"])
    return sections


def _reword(sections: list[dict], now: str, then: str) -> None:
    found = False
    for section in sections:
        for name in ("paragraphs", "points"):
            lines = section.get(name, [])
            found = found or any(now in line for line in lines)
            section[name] = [new for line in lines if (new := line.replace(now, then))]
    assert found, f"Not in the text: {now}"


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
            as_it_was(row, Line.NATIONAL, national["version"]),
            number=national["version"],
            days_ago=national["days_ago"],
            by=editor,
        )


def write_what_waits() -> None:
    """What two colleagues are at just now: one text waits for the second person, one is approved and waits
    for its hour, and one was sent back."""
    cast = Cast()
    editor, other = cast.by_key["nanna-juul-overgaard"], cast.administrator
    drafts = Edition.objects.filter(guide__number__isnull=False).exclude(line=Line.COPENHAGEN)
    begun = list(
        drafts.filter(status__in=[Status.BEING_WRITTEN, Status.IN_REVIEW])
        .order_by("guide__number")
        .select_related("guide")[:3]
    )
    hour = (timezone.now() + timedelta(days=5)).replace(minute=0, second=0, microsecond=0)
    wordings: list[dict] = [
        {"change": "Den første nationale udgave.", "for_whom": "alle, der skriver afgørelser"},
        {"change": "Den første nationale udgave.", "go_live_at": hour},
        {"change": "Den første nationale udgave.", "extent": Extent.MEDIUM},
    ]
    waiting = [
        send(edition, facts, by=editor) for edition, facts in zip(begun, wordings, strict=False)
    ]
    for edition in waiting[1:2]:
        approving.approve(edition=edition, seen=edition.seen, by=other)
    for edition in waiting[2:]:
        comment = "Eksemplet i sidste afsnit ligner en rigtig sag. Find på et andet."
        approving.send_back(edition=edition, seen=edition.seen, comment=comment, by=other)


def send(edition: Edition, facts: dict, *, by) -> Edition:
    """Copenhagen's text with an example and a fact box, saved in the editor and sent to approval."""
    edition = writing.begin(guide=edition.guide, line=edition.line, by=by)
    written = edition.get_latest_revision_as_object()
    written.body = cleaned([*written.body.get_prep_value(), *EXTRA])
    for name, value in facts.items():
        setattr(written, name, value)
    written.save_revision(user=by)
    edition.refresh_from_db()
    return writing.submit(edition=edition, by=by)


#: What the demo's texts do not have in their sections.
EXTRA = [
    {
        "type": "example",
        "value": {
            "title": "Fru Olsen ringer",
            "text": "<p>Hun har ventet i fem uger og ved ikke, hvem der har hendes sag. "
            "Skriv opkaldet ned samme dag, og ring tilbage, når du ved mere.</p>",
        },
    },
    {
        "type": "facts",
        "value": {
            "title": "Husk",
            "text": "<ul><li>Sæt en frist.</li><li>Skriv, hvem der følger op.</li></ul>",
        },
    },
]


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
