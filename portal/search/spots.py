"""Where in a file the words stand: on which page of which, for material that does not say them itself."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from resources.library.enums import Part
from resources.library.models import EnclosurePage, Guide, VersionFile
from resources.library.queries import pages_beside

from .words import Words


@dataclass(frozen=True)
class Spot:
    """A page of a file beside the newest text of a piece of material."""

    file: VersionFile
    page: EnclosurePage

    @property
    def url(self) -> str:
        """The file; a PDF opens at the page."""
        at = f"#page={self.page.number}" if self.page.part == Part.PAGE else ""
        return f"{self.file.get_absolute_url()}{at}"

    @property
    def said(self) -> str:
        """`Skema (PDF), page 7`."""
        kind = self.file.enclosure.get_kind_display()
        name = _("%(title)s (%(kind)s)") % {"title": self.file.title, "kind": kind}
        if self.page.part == Part.WHOLE:
            return name
        return f"{name}, {self.page.get_part_display()} {self.page.number}"


def find(guides: Iterable[Guide], words: Words) -> dict[int, Spot]:
    """By a guide's key: the page that has the most of the words, the first of several. Guides whose own text
    has them all are not looked into; two queries for the rest, however many there are."""
    silent = [guide for guide in guides if not _says(guide, words)]
    best: dict[int, tuple[int, Spot]] = {}
    for guide, file, page in pages_beside(silent):
        most = best[guide.pk][0] if guide.pk in best else 0
        if words.at_most_in(page.text) <= most:
            continue
        if (how_many := words.how_many_in(page.text)) > most:
            best[guide.pk] = how_many, Spot(file, page)
    return {key: spot for key, (_number, spot) in best.items()}


def _says(guide: Guide, words: Words) -> bool:
    text = "\n".join([guide.full_title, guide.summary, guide.newest_text])
    return words.how_many_in(text) == words.how_many
