"""The files that the demo network's members have attached: a letter of a few lines, or a small table."""

import typst
from django.core.files.uploadedfile import SimpleUploadedFile

from forum.questions.flows import drafting
from forum.questions.models import Question
from portal.kit import sheets
from portal.ui.uploads import Upload, taken


def attached(rows: list[dict], question: Question | None, by) -> drafting.Drafted | None:
    """The files as a form would send them along; None for a text without any."""
    if not rows:
        return None
    uploads = [upload(row) for row in rows]
    draft = drafting.keep_files(question=question, uploads=uploads, by=by)
    files = draft.attachments.values_list("pk", flat=True)
    return drafting.Drafted(draft.number, list(files))


def upload(row: dict) -> Upload:
    """A PDF of the row's `lines`, or a workbook of its `headings` and `rows`."""
    title = row["name"].rpartition(".")[0]
    if "lines" in row:
        text = "\n\n".join(row["lines"])
        content = typst.compile(f'#set text(lang: "da")\n= {title}\n\n{text}\n'.encode())
    else:
        content = sheets.xlsx(row["headings"], row["rows"], title)
    return taken(SimpleUploadedFile(row["name"], content))
