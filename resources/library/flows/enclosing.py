"""Putting files beside an edition that is being written, and changing them. Readers get them with the version
that a second person approves."""

from collections.abc import Sequence
from pathlib import PurePath

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from portal.audit import trail
from portal.kit.contents import Kind, Piece, Where
from portal.kit.problems import stop_if
from portal.ui.uploads import Upload, files_go_with_rows, keep
from portal.ui.validators import refuse_cpr

from ..enums import Part
from ..models import Edition, EditionFile, Enclosure, EnclosurePage, Version, VersionFile
from ..naming import short_name
from ..problems import to_enclose, to_enclose_more
from .holding import lock
from .writing import written

#: A name in an address is no sentence.
LONGEST_PLACE = 60
#: So much is kept of what stands in one file; more than any search finds its way in.
MOST_KEPT = 1_000_000
PARTS = {Where.PAGE: Part.PAGE, Where.SLIDE: Part.SLIDE, Where.SHEET: Part.SHEET}


@transaction.atomic
def add(*, edition: Edition, uploads: Sequence[Upload], title: str = "", by) -> list[EditionFile]:
    """Put files beside an edition, last and in the order given. One alone can be given a title; others are
    called what their names say. Raises `Refused`, and `ValidationError` for a CPR number."""
    edition = lock(edition)
    stop_if([*to_enclose(edition, by), *to_enclose_more(edition, len(uploads))])
    last = edition.files.aggregate(last=Max("order"))["last"] or 0
    taken = set(edition.files.values_list("place", flat=True))
    added: list[EditionFile] = []
    with files_go_with_rows() as stored:
        for number, upload in enumerate(uploads, start=1):
            called = title if title and len(uploads) == 1 else _called_after(upload.name)
            refuse_cpr(called)
            enclosure = _store(edition=edition, upload=upload)
            stored.append(enclosure)
            place = short_name(called, taken, longest=LONGEST_PLACE, otherwise="fil")
            taken.add(place)
            added.append(
                EditionFile.objects.create(
                    edition=edition,
                    place=place,
                    title=called,
                    order=last + number,
                    enclosure=enclosure,
                    changed_by=by,
                )
            )
    if added:
        _written(edition, "library.files_added", by, count=len(added))
    return added


@transaction.atomic
def change(*, file: EditionFile, title: str, upload: Upload | None = None, by) -> EditionFile:
    """Call it something else, or put another file at its place; its address stays. Raises `Refused`, and
    `ValidationError` for a CPR number."""
    refuse_cpr(title)
    file = _held(file, by)
    if file.title == title and upload is None:
        return file
    file.title = title
    if upload is None:
        _mark(file, by)
    else:
        with files_go_with_rows() as stored:
            file.enclosure, file.is_removed = _store(edition=file.edition, upload=upload), False
            stored.append(file.enclosure)
            _mark(file, by)
    action = "library.file_renamed" if upload is None else "library.file_replaced"
    _written(file.edition, action, by, place=file.place)
    return file


@transaction.atomic
def move(*, file: EditionFile, up: bool, by) -> None:
    """One place up or down. At the end of the list it stays where it is."""
    file = _held(file, by)
    rows = list(file.edition.files.filter(is_removed=False))
    at = next((number for number, row in enumerate(rows) if row.pk == file.pk), None)
    to = None if at is None else at - 1 if up else at + 1
    if at is None or to is None or not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    now = timezone.now()
    for order, row in enumerate(rows, start=1):
        row.order = order
    rows[to].changed_by, rows[to].changed_at = by, now
    EditionFile.objects.bulk_update(rows, ["order", "changed_by", "changed_at"])
    _written(file.edition, "library.file_moved", by, place=file.place)


@transaction.atomic
def remove(*, file: EditionFile, by) -> None:
    """Take it away from the next version. Safe to repeat."""
    file = _held(file, by)
    if file.is_removed:
        return
    file.is_removed = True
    _mark(file, by)
    _written(file.edition, "library.file_removed", by, place=file.place)


@transaction.atomic
def bring_back(*, file: EditionFile, by) -> None:
    """It stays after all, as it was."""
    file = _held(file, by)
    if file.is_removed:
        file.is_removed = False
        _mark(file, by)
        _written(file.edition, "library.file_kept", by, place=file.place)


@transaction.atomic
def publish(*, edition: Edition, version: Version, by) -> None:
    """The files go out with their version; whoever writes next begins with the same ones. Part of
    `publishing.publish_version`, which holds the edition."""
    staying = list(edition.files.filter(is_removed=False))
    VersionFile.objects.bulk_create(
        VersionFile(
            version=version,
            place=file.place,
            title=file.title,
            order=order,
            enclosure_id=file.enclosure_id,
        )
        for order, file in enumerate(staying, start=1)
    )
    edition.files.filter(is_removed=True).delete()
    edition.files.update(changed_by=None)
    # What was replaced before readers ever had it is nobody's any more.
    kept = EditionFile.objects.filter(edition__guide=edition.guide).values("enclosure")
    unused = Enclosure.objects.filter(guide=edition.guide, published__isnull=True)
    unused.exclude(pk__in=kept).delete()


def _store(*, edition: Edition, upload: Upload) -> Enclosure:
    """Keep a file and what stands on its pages, which passes the CPR guard once more."""
    texts = _texts(upload)
    refuse_cpr(*(each.text for each in texts))
    pages = sum(piece.where == Where.PAGE for piece in upload.parts)
    enclosure = Enclosure(guide=edition.guide, pages=pages or None)
    keep(enclosure, upload)
    for each in texts:
        each.enclosure = enclosure
    EnclosurePage.objects.bulk_create(texts)
    return enclosure


def _called_after(name: str) -> str:
    """A title out of a file's name, without its ending."""
    return PurePath(name).stem.replace("_", " ").strip()[:160] or name[:160]


def _texts(upload: Upload) -> list[EnclosurePage]:
    """What stands in the file by page, slide or sheet; what has no place stands with the whole."""
    words: dict[tuple[int, Part], list[str]] = {}
    left = MOST_KEPT
    for piece in upload.parts:
        text = " ".join(piece.text.replace("\0", " ").split())[:left]
        if text:
            words.setdefault(_where(upload.kind, piece), []).append(text)
            left -= len(text)
        if left <= 0:
            break
    return [
        EnclosurePage(number=number, part=part, text="\n".join(said))
        for (number, part), said in words.items()
    ]


def _where(kind: Kind, piece: Piece) -> tuple[int, Part]:
    """Of a note or a field on a page, that page."""
    part = PARTS.get(piece.where)
    if part is None and kind == Kind.PDF and piece.number:
        part = Part.PAGE
    return (piece.number, part) if part and piece.number else (0, Part.WHOLE)


def _held(file: EditionFile, by) -> EditionFile:
    edition = lock(file.edition)
    stop_if(to_enclose(edition, by))
    file = EditionFile.objects.select_related("enclosure").get(pk=file.pk)
    file.edition = edition
    return file


def _mark(file: EditionFile, by) -> None:
    file.changed_by, file.changed_at = by, timezone.now()
    file.save()


def _written(edition: Edition, action: str, by, **facts) -> None:
    trail.record(action, on=edition, by=by, **facts)
    written(edition=edition, by=by)
