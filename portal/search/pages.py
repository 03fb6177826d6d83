"""The search in the portal's pages: those that are published, in the reader's language."""

from itertools import chain

from django.utils.translation import get_language
from wagtail.models import Page

from members.people.rules import is_member
from portal.pages.models import ContentPage, SectionPage

from .found import Found
from .words import Words

MOST_FOUND = 100


def find(user, words: Words) -> Found:
    """Pages the reader may read. They are few, so they are read at once and sifted here."""
    if not words.plain:
        return Found()
    readable = Page.objects.live().type(ContentPage, SectionPage)
    if not is_member(user):
        readable = readable.public()
    hits = chain(
        readable.search(words.plain, operator="and")[:MOST_FOUND],
        readable.autocomplete(words.plain, operator="and")[:MOST_FOUND],
    )
    place = {pk: at for at, pk in enumerate(dict.fromkeys(hit.pk for hit in hits))}
    pages = [
        page
        for page in Page.objects.filter(pk__in=place).specific()
        if page.language == get_language() and _says(page, words)
    ]
    return Found(sorted(pages, key=lambda page: place[page.pk]))


def _says(page, words: Words) -> bool:
    """A section is meant literally: the index knows only its number."""
    return words.section is None or words.stand_in(f"{page.title} {page.lead} {text_of(page)}")


def text_of(page) -> str:
    """The words of a page's body."""
    return "\n".join(page.body.stream_block.get_searchable_content(page.body))
