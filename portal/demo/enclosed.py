"""Files beside the library's texts, each come with a version of its own."""

from itertools import groupby

from resources.library.flows import enclosing, publishing
from resources.library.models import Edition

from .files import upload
from .library import before_now
from .texts import read


def lay_files_beside() -> None:
    """In the order of the content: those of one text come with one version."""
    for slug, rows in groupby(read("enclosures")["file"], key=lambda row: row["slug"]):
        files = list(rows)
        edition = Edition.objects.select_related("guide").get(guide__slug=slug)
        newest = edition.newest
        assert newest is not None, "the demo's material has been published"
        for row in files:
            enclosing.add(edition=edition, uploads=[upload(row)], title=row["title"], by=None)
        publishing.publish_version(
            edition=edition,
            body=newest.body,
            change=files[0]["change"],
            at=before_now(files[0]["days_ago"]),
            # Written and approved before there was a portal.
            by=None,
        )
