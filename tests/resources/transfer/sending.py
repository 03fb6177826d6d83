"""Sending a zip, trying it and bringing it in, for the tests of imports."""

from django.core.files.base import ContentFile

from resources.transfer.enums import Outcome
from resources.transfer.flows import importing
from resources.transfer.models import Batch
from tests.factories import files

LETTER = files.word("Kære borger")

HEAD = "fil;titel;slags;nummer;kortnavn;resume;emner;retsgrundlag;hvem;udgave"


def zipped(*lines: str, head: str = HEAD, encoding: str = "utf-8-sig", **parts: bytes) -> bytes:
    """`parts` are files called `name.docx`; `a` gives `a.docx`."""
    table = "\r\n".join([head, *lines]).encode(encoding)
    named = {f"{name}.docx": content for name, content in parts.items()}
    return files.archive({"metadata.csv": table, **named})


def tried(content: bytes, by) -> Batch:
    batch = importing.send(file=ContentFile(content), name="bibliotek.zip", by=by)
    importing.attempt(batch=batch, by=None)
    batch.refresh_from_db()
    return batch


def outcomes(batch: Batch) -> list[tuple[int, str, str]]:
    return list(batch.rows.values_list("number", "outcome", "why"))


def why(batch: Batch) -> str:
    [row] = batch.rows.filter(number=2)
    assert row.outcome == Outcome.LEFT_OUT
    return row.why
