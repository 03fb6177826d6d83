"""The library's pages beside an empty ASGI answer, and a PDF of five megabytes beside a plain file server:
an application that does nothing but read a file and send it, under the same server."""

import os
from pathlib import Path

from .asking import member, queries
from .load import measure as load
from .servers import running

LARGE = 5 * 1024 * 1024
SLUG = "bench-rapport"


def measure() -> None:
    """Print requests a second and the number of queries."""
    from django.urls import reverse

    cookie = member()
    file = _large()
    shown = {
        "library's front": reverse("library:list"),
        "a KlarRet guide": reverse("library:klarret", args=[1]),
        "a guide with a file": reverse("library:guide", args=[SLUG]),
        "topics and kinds": reverse("library:topics"),
    }
    with running("bench.empty:application") as port:
        empty = load(port, "/")
    print(f"\nan empty ASGI answer: {empty.rate:.0f}/s")
    print(f"{'':22}{'requests/s':>12}{'p50 ms':>9}{'p99 ms':>9}{'queries':>9}{'of empty':>10}")
    with running("portal.asgi:application") as port:
        for name, path in shown.items():
            found = load(port, path, cookie=cookie)
            print(
                f"{name:22}{found.rate:12.0f}{found.p50:9.1f}{found.p99:9.1f}"
                f"{queries(path, cookie):9}{found.rate / empty.rate:10.4f}"
            )
        address = reverse("library:guide_beside", args=[SLUG, "rapport"])
        ours = load(port, address, cookie=cookie, connections=4)
    with running("bench.plain_file:application", BENCH_FILE=str(file)) as port:
        plain = load(port, "/", connections=4)
    print(
        f"a PDF of 5 MB: {ours.rate:.0f}/s, p50 {ours.p50:.0f} ms; a plain file server {plain.rate:.0f}/s,"
        f" p50 {plain.p50:.0f} ms: {ours.rate / plain.rate:.2f}"
    )


def _large() -> Path:
    """Material with a file of five megabytes beside it, once; returns where the file lies."""
    from django.core.files.base import ContentFile

    from resources.library.bodies import from_sections
    from resources.library.enums import Kind, Line, Status
    from resources.library.flows import publishing
    from resources.library.models import EditionFile, Enclosure

    found = Enclosure.objects.filter(guide__slug=SLUG).first()
    if found is None:
        guide = publishing.save_guide(slug=SLUG, title="Rapport", kind=Kind.REPORT, by=None)
        edition = publishing.set_edition_status(
            guide=guide, line=Line.NATIONAL, status=Status.BEING_WRITTEN, by=None
        )
        # Random bytes: nothing on the way can pack them.
        content = b"%PDF-1.7\n" + os.urandom(LARGE)
        found = Enclosure(guide=guide, name="Rapport.pdf", kind="pdf", size=len(content))
        found.file.save("rapport.pdf", ContentFile(content))
        EditionFile.objects.create(
            edition=edition, place="rapport", title="Rapport", order=1, enclosure=found
        )
        body = from_sections([{"heading": "Rapport", "paragraphs": ["Se filen."], "points": []}])
        publishing.publish_version(edition=edition, body=body, by=None)
    return Path(found.file.path)
