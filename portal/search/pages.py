"""The search in the portal's pages: those that are published, in the reader's language."""

from django.utils.translation import get_language
from wagtail.models import Page

from members.people.rules import is_member
from portal.kit import wordindex
from portal.kit.wordindex import Ask
from portal.pages.models import ContentPage, SectionPage

from .found import Found
from .narrowing import Narrow
from .words import Words


def find(user, words: Words, narrow: Narrow) -> Found:
    """Pages the reader may read. They are few, so they are read at once and sifted here."""
    terms = words.wanted.indexed
    if not terms:
        return Found()
    asks = [Ask(terms, scored=True), Ask(terms, begun=True)]
    place: dict[int, tuple[int, float]] = {}
    for model in (ContentPage, SectionPage):
        for less, hits in enumerate(wordindex.find(model, asks)):
            for pk, score in hits.items():
                place.setdefault(pk, (less, -score))
    readable = Page.objects.live().filter(pk__in=place)
    if not is_member(user):
        readable = readable.public()
    pages = [
        page
        for page in readable.specific()
        if page.language == get_language() and _says(page, words)
    ]
    return Found(sorted(pages, key=lambda page: (*place[page.pk], page.pk)))


def _says(page, words: Words) -> bool:
    """A section is meant literally: the index knows only its number."""
    return words.section is None or words.stand_in(f"{page.title} {page.lead} {text_of(page)}")


def text_of(page) -> str:
    """The words of a page's body."""
    return "\n".join(page.body.stream_block.get_searchable_content(page.body))
