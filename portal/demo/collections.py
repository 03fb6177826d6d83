"""What the secretariat has put together, and what is not used any more."""

from datetime import timedelta

from django.utils import timezone

from members.people.queries import members
from resources.collections import flows
from resources.library.enums import Line
from resources.library.flows import reading, retiring, timing
from resources.library.models import Edition, Guide
from resources.library.queries import chosen_edition
from resources.visits import flows as visits

from .cast import Cast
from .texts import read

EDITOR = "nanna-juul-overgaard"
#: What is read: by how many members, and how often its file was opened.
READ = (
    ("klarret-14", 17, 23),
    ("klarret-7", 12, 9),
    ("samtaleguide-til-maeglingsmoede", 9, 14),
    ("de-foerste-100-dage", 7, 3),
    ("klarret-18", 4, 2),
)
#: Until when some texts hold, in days from now: one has run out.
HOLD = {"klarret-8": 40, "telefonvagt-i-sommerferien": -88}


def write_collections() -> None:
    cast = Cast()
    editor = cast.by_key[EDITOR]
    guides = Guide.objects.in_bulk(field_name="slug")
    for row in read("collections")["collection"]:
        made = flows.save(
            title=row["title"],
            purpose=row["purpose"],
            for_everyone=row.get("for_everyone", False),
            rows=[(guides[slug], line) for slug, line in row["material"]],
            by=editor,
        )
        if not row.get("draft"):
            made = flows.publish(collection=made, by=editor)
        for key in row.get("follows", []):
            flows.follow(collection=made, by=cast.by_key[key])


def be_read() -> None:
    """Some is read more than the rest, and Mette was last in the library some days ago."""
    cast = Cast()
    # Newcomers are left out: their steps are ticked by what they read.
    readers = list(members().filter(onboarding__isnull=True).order_by("pk"))
    for slug, many, times in READ:
        guide = Guide.objects.get(slug=slug)
        edition = chosen_edition(guide.readable, "")
        assert edition is not None and edition.newest is not None, slug
        version = edition.newest
        for person in readers[:many]:
            reading.record_reading(version=version, by=person)
        for _time in range(times):
            reading.count_download(version=version, by=None)
    visits.came(at=timezone.now() - timedelta(days=9), by=cast.by_key["mette-holm"])


def let_material_grow_old() -> None:
    """One text holds for some weeks more, one has run out, and one is retired for another."""
    editor = Cast().by_key[EDITOR]
    for slug, days in HOLD.items():
        line = Line.NATIONAL if slug.startswith("klarret") else Line.COPENHAGEN
        Edition.objects.filter(guide__slug=slug, line=line).update(
            expire_at=timezone.now() + timedelta(days=days)
        )
    timing.expire_due(by=None)
    retiring.retire(
        guide=Guide.objects.get(slug="brev-om-svarfrist"),
        because="Brevet henviser til en aftale om svarfrister, som ikke gælder længere.",
        instead=Guide.objects.get(slug="brev-til-forvaltningen"),
        by=editor,
    )
