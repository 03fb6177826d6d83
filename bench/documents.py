"""A library of five thousand documents of twenty pages, made in bulk out of the forum's words."""

import random
from itertools import batched

from django.utils import timezone

from resources.library.enums import Audience, Kind, Line, Part, Status
from resources.library.models import (
    Edition,
    Enclosure,
    EnclosurePage,
    Guide,
    Version,
    VersionFile,
)

from .indexing import Indexed, index
from .posts import vocabulary

PAGES, WORDS, TITLE = 20, 120, 6
AT_ONCE = 250


def write(count: int, *, seed: int = 11) -> None:
    """So many pieces of material, each with one version and a PDF of twenty pages beside it."""
    chance = random.Random(seed)
    words = vocabulary()
    weights = [1 / (rank + 3) for rank in range(len(words))]
    now = timezone.now()

    def text(length: int) -> str:
        return " ".join(chance.choices(words, weights, k=length))

    for numbers in batched(range(count), AT_ONCE):
        guides = Guide.objects.bulk_create(
            Guide(
                kind=Kind.REPORT,
                slug=f"dokument-{number}",
                title=text(TITLE)[:200],
                summary="",
                audience=Audience.MEMBERS,
            )
            for number in numbers
        )
        editions = Edition.objects.bulk_create(
            Edition(guide=guide, line=Line.NATIONAL, status=Status.PUBLISHED, live=True)
            for guide in guides
        )
        versions = Version.objects.bulk_create(
            Version(edition=edition, number=1, published_at=now, text=text(WORDS))
            for edition in editions
        )
        files = Enclosure.objects.bulk_create(
            Enclosure(
                guide=guide, file="library/files/x.pdf", name="Rapport.pdf", kind="pdf", size=1000
            )
            for guide in guides
        )
        VersionFile.objects.bulk_create(
            VersionFile(version=version, enclosure=file, place="rapport", title="Rapport", order=1)
            for version, file in zip(versions, files, strict=True)
        )
        pages = EnclosurePage.objects.bulk_create(
            EnclosurePage(enclosure=file, part=Part.PAGE, number=number, text=text(WORDS))
            for file in files
            for number in range(1, PAGES + 1)
        )
        said = [
            "\n".join([version.text, *(page.text for page in pages[at * PAGES : (at + 1) * PAGES])])
            for at, version in enumerate(versions)
        ]
        index(
            Guide,
            [
                Indexed(guide.pk, guide.title, f"{guide.title} {body}", body)
                for guide, body in zip(guides, said, strict=True)
            ],
        )
