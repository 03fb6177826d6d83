"""Files that members send in: judged by what is in them, read by the CPR guard, and unsigned, before anything
of them is kept. What cannot be taken says in one sentence what to do instead."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadhandler import FileUploadHandler
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kit import contents, cpr, makers
from portal.kit.contents import MEDIA_TYPES, Kind, Piece, Unreadable, Where, Why

from .validators import refuse_cpr

#: So many bytes may one file have.
LARGEST = 10 * 1024 * 1024
#: What one request may carry altogether; beyond it nobody goes on reading.
MOST_SENT = 64 * 1024 * 1024
#: The search gets no more of a file than this: a longer one is not found by its last page.
WORDS_KEPT = 100_000
#: The name that is shown; the storage has one of its own.
LONGEST_NAME = 150

#: What a kind is called, and what a column of kinds may hold.
KINDS = [
    (Kind.PDF.value, "PDF"),
    (Kind.WORD.value, "Word"),
    (Kind.EXCEL.value, "Excel"),
    (Kind.POWERPOINT.value, "PowerPoint"),
    (Kind.TEXT.value, gettext_lazy("OpenDocument text")),
    (Kind.TABLE.value, gettext_lazy("OpenDocument sheet")),
    (Kind.PNG.value, gettext_lazy("picture")),
    (Kind.JPEG.value, gettext_lazy("picture")),
    (Kind.WEBP.value, gettext_lazy("picture")),
    (Kind.GIF.value, gettext_lazy("picture")),
]

SENTENCES = {
    Why.EMPTY: gettext_lazy("“%(name)s” is empty. Save it again and attach it anew."),
    Why.UNKNOWN: gettext_lazy(
        "“%(name)s” is of a kind that cannot be attached. Save it as PDF, Word, Excel or a picture."
    ),
    Why.DISGUISED: gettext_lazy(
        "“%(name)s” is something else than its name says. Save it anew in the program it comes from."
    ),
    Why.OLD: gettext_lazy(
        "“%(name)s” is in a format of before 2007. Open it and save it as .docx, .xlsx or PDF."
    ),
    Why.MACROS: gettext_lazy("“%(name)s” has macros in it. Save it as .docx, .xlsx or PDF."),
    Why.LOCKED: gettext_lazy("“%(name)s” is locked. Save it without a password."),
    Why.TORN: gettext_lazy("“%(name)s” is damaged. Open it and save it anew, or as PDF."),
    Why.FILES_WITHIN: gettext_lazy(
        "“%(name)s” has other files inside it. Save it as PDF, or attach them one by one."
    ),
    Why.TOO_MUCH: gettext_lazy(
        "“%(name)s” holds too much. Attach only the pages that matter, for instance as PDF."
    ),
    Why.TOO_MANY_DOTS: gettext_lazy("“%(name)s” is too large a picture. Make it smaller."),
}


@dataclass(frozen=True)
class Upload:
    """A file that may be kept: the name to show, its kind, its unsigned content and its words."""

    name: str
    kind: Kind
    content: bytes
    words: str
    #: The text part by part, whole: which page, slide or sheet it is from, and what stands there.
    parts: tuple[Piece, ...] = ()


class KeptFile:
    """What every row with a kept file knows of it; it has `kind`."""

    kind: Any

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[Kind(self.kind)]

    @property
    def is_shown(self) -> bool:
        """Whether a browser shows it: a PDF and a picture have been read and hold nothing that acts."""
        return bool(self.kind) and (self.kind == Kind.PDF or Kind(self.kind).is_picture)


def forget_file(sender, instance: Any, **_signal) -> None:
    """A receiver of `post_delete`: whatever takes a row away, its file goes once that is certain."""
    if name := instance.file.name:
        transaction.on_commit(partial(instance.file.storage.delete, name))


@contextmanager
def files_go_with_rows() -> Iterator[list[Any]]:
    """Rows with files that are put into the list: where something goes wrong the rows go with the
    transaction, and here what was written to the disk for them."""
    kept: list[Any] = []
    try:
        yield kept
    except Exception:
        for row in kept:
            if name := row.file.name:
                row.file.storage.delete(name)
        raise


def keep(row: models.Model, upload: Upload) -> None:
    """Write the file and its row, which has `file`, `name`, `kind`, `size` and `words`; neither without the
    other. The words pass the guard once more: not every caller is a form."""
    refuse_cpr(upload.name, upload.words)
    row.name = upload.name  # type: ignore[attr-defined]
    row.kind = upload.kind.value  # type: ignore[attr-defined]
    row.size = len(upload.content)  # type: ignore[attr-defined]
    row.words = upload.words  # type: ignore[attr-defined]
    file = row.file  # type: ignore[attr-defined]
    file.save(upload.name, ContentFile(upload.content), save=False)
    try:
        with transaction.atomic():
            row.save()
    except Exception:
        file.delete(save=False)
        raise


class Limit(FileUploadHandler):
    """Breaks off what is larger than anything that could be taken, instead of writing it to the disk."""

    def __init__(self, request=None):
        super().__init__(request)
        self.seen = 0

    def receive_data_chunk(self, raw_data, start):
        self.seen += len(raw_data)
        if self.seen > MOST_SENT:
            raise RequestDataTooBig("More than any form of the portal takes.")
        return raw_data

    def file_complete(self, file_size):
        return None


def taken(file) -> Upload:
    """Read what was sent. Raises `ValidationError`: one sentence, without any number that stands in it."""
    name = _tidy(file.name)
    shown = cpr.mask(name)
    if cpr.contains(name):
        raise ValidationError(
            _("There seems to be a CPR number in the name “%(name)s”. Give the file another name.")
            % {"name": shown},
            code="cpr",
        )
    if file.size > LARGEST:
        raise ValidationError(
            _("“%(name)s” is larger than %(most)d MB. Attach only the pages that matter.")
            % {"name": shown, "most": LARGEST // 1024 // 1024},
            code="too_large",
        )
    try:
        content = file.read()
        kind = contents.kind_of(content)
        if not contents.agrees(name, kind):
            raise Unreadable(Why.DISGUISED)
        pieces = list(contents.pieces(content))
        _guard(pieces, name)
        words = _words(pieces)
        content = makers.taken_out(content, kind)
    except Unreadable as problem:
        raise ValidationError(SENTENCES[problem.why] % {"name": shown}, code=problem.why.value)
    if cpr.contains(words):  # split over two pages
        raise ValidationError(
            _("There seems to be a CPR number in “%(name)s”. Take it out and attach it again.")
            % {"name": name},
            code="cpr",
        )
    return Upload(name, kind, content, words, tuple(piece for piece in pieces if _is_read(piece)))


def _words(pieces: list[Piece]) -> str:
    """What the search is to find: the text, not the properties."""
    text = " ".join(piece.text for piece in pieces if _is_read(piece))
    return " ".join(text.replace("\0", " ").split())[:WORDS_KEPT]


def _is_read(piece: Piece) -> bool:
    """Whether readers of the file see it."""
    return piece.where not in (Where.PROPERTIES, Where.PIVOT)


def _tidy(name: str) -> str:
    """A name for people: no folders, nothing invisible, not endless, and its ending kept."""
    path = PurePath("".join(char for char in name if char.isprintable()))
    ending = path.suffix[:10]
    return path.name.removesuffix(path.suffix)[: LONGEST_NAME - len(ending)].strip() + ending


def _guard(pieces: list[Piece], name: str) -> None:
    """Raises `ValidationError` (code "cpr") and says where in the file the number stands."""
    for piece in pieces:
        if found := cpr.find(piece.text):
            raise ValidationError(
                _(
                    "There seems to be a CPR number in “%(name)s” (%(where)s). Take it out of the file "
                    "and attach it again."
                )
                % {"name": name, "where": _place(piece, found[0].start)},
                code="cpr",
            )


def _place(piece: Piece, start: int) -> str:
    if piece.where == Where.PAGE:
        return _("on page %(number)d") % {"number": piece.number}
    if piece.where == Where.SLIDE:
        return _("on slide %(number)d") % {"number": piece.number}
    if piece.where == Where.SHEET and piece.name and not cpr.contains(piece.name):
        if piece.cell:
            return _("on the sheet “%(name)s”, in cell %(cell)s") % piece._asdict()
        return _("on the sheet “%(name)s”") % {"name": piece.name}
    plain = {
        Where.COMMENT: _("in a comment"),
        Where.PIVOT: _("in what a pivot table is made of"),
        Where.MARGIN: _("in a header, a footer or a note"),
        Where.PROPERTIES: _("in the file's properties"),
        Where.FORM: _("in a field or a note stuck on it"),
    }
    if piece.where in plain:
        return plain[piece.where]
    before = " ".join(cpr.mask(piece.text)[:start].split())[-30:].strip()
    if not before:
        return _("at the beginning of the text")
    return _("after “… %(words)s”") % {"words": before}


class FilesInput(forms.FileInput):
    """A chooser for several files."""

    allow_multiple_selected = True
    #: What is kept already, for a template that lists it.
    kept: Iterable = ()
    kept_at = ""

    def __init__(self, attrs=None, *, template_name: str = ""):
        endings = ",".join(f".{ending}" for ending in contents.ENDINGS)
        super().__init__({"accept": endings, "multiple": True, **(attrs or {})})
        if template_name:
            self.template_name = template_name

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context.update(kept=self.kept, kept_at=self.kept_at)
        return context

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name, [])


class FilesField(forms.Field):
    """Files to attach. Each is judged by itself: the good ones are kept in `taken` although others are
    refused, since a browser forgets all that were chosen."""

    widget = FilesInput
    #: Asked how many have come before any of them is read, which is what costs; raises `ValidationError`.
    before: Callable[[int], None] | None = None

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def clean(self, value) -> tuple[list[Upload], list[ValidationError]]:
        good, problems = [], []
        if value and self.before:
            self.before(len(value))
        for file in value or []:
            try:
                good.append(taken(file))
            except ValidationError as problem:
                problems.append(problem)
        return good, problems


def what_is_taken() -> str:
    """What a field for files says of those it takes."""
    return _(
        "PDF, Word, Excel, PowerPoint or pictures, at most %(size)d MB each. We take out who made them."
    ) % {"size": LARGEST // 1024**2}


def all_of(cleaned: tuple[list[Upload], list[ValidationError]]) -> list[Upload]:
    """What a `FilesField` has read, for a form that takes all of it or nothing. Raises `ValidationError` with
    each file's problem."""
    uploads, problems = cleaned
    if problems and uploads:
        problems = [
            *problems,
            ValidationError(_("Choose the other files again: nothing has been added yet.")),
        ]
    if problems:
        raise ValidationError(problems)
    return uploads
