"""What the secretariat has put together, and what is not used any more."""

from datetime import timedelta

from django.utils import timezone

from resources.collections import flows
from resources.library.enums import Line
from resources.library.flows import retiring, timing
from resources.library.models import Edition, Guide

from .cast import Cast
from .texts import read

EDITOR = "nanna-juul-overgaard"
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
