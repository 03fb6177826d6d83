"""What lies on the desk for export and import: an export to fetch, and an import that has been tried and
waits to be brought in, with what was left out and why."""

import io
import zipfile

from django.core.files.base import ContentFile

from portal.kit import sheets
from resources.transfer.flows import exporting, importing

from .cast import Cast
from .files import upload

HEADINGS = ("fil", "titel", "slags", "kortnavn", "resume", "retsgrundlag", "hvem", "gruppe")
#: What a municipality has sent in one go; two of the lines need a hand.
LINES = (
    (
        "bisidder.pdf",
        "Når borgeren har en bisidder med",
        "introduktion",
        "bisidder",
        "Hvad en bisidder må, og hvordan mødet bliver roligt.",
        "forvaltningsloven § 8",
        "medlemmer",
        "",
    ),
    (
        "moedereferat.pdf",
        "Referat fra et møde med borgeren",
        "skabelon",
        "referat-med-borgeren",
        "En side at skrive på, mens I taler.",
        "offentlighedsloven § 13",
        "medlemmer",
        "",
    ),
    (
        "vagtplan.pdf",
        "Sådan deler vi vagterne",
        "skabelon",
        "vagter",
        "",
        "",
        "gruppe",
        "Sydfjord",
    ),
    ("optagelse.pdf", "Optagelse af samtaler", "skabelon", "optagelse", "", "", "medlemmer", ""),
)
FILES = {
    "bisidder.pdf": [
        "Bisidderen støtter borgeren og må tale på borgerens vegne, når borgeren vil."
    ],
    "moedereferat.pdf": ["Hvad talte vi om?", "Hvad sker der nu, og hvornår?"],
    "vagtplan.pdf": ["Den første mandag i måneden er det os."],
}


def take_out_and_bring_in() -> None:
    """The export of a day, and the import that somebody has sent and looks at tomorrow."""
    cast = Cast()
    export = exporting.ask(by=cast.administrator)
    exporting.make(export=export, by=None)
    batch = importing.send(
        file=ContentFile(_zipped()), name="Materiale fra Silkeborg.zip", by=cast.administrator
    )
    importing.attempt(batch=batch, by=None)


def _zipped() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("metadata.csv", sheets.csv_file(HEADINGS, LINES))
        for name, lines in FILES.items():
            archive.writestr(name, upload({"name": name, "lines": lines}).content)
    return content.getvalue()
