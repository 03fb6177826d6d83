"""What is proposed while somebody types in the head's field: the network's words, and titles of what this
reader may see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from events.courses import queries as courses
from events.meetings import queries as meetings
from forum.questions import finding
from members.directory import queries as directory
from portal.kit import danish
from portal.kit.marking import Typed, composed, marked
from portal.kit.wanted import Wanted, words_in
from portal.topics.models import Topic
from portal.words.models import SameWords
from resources.library import finding as library

#: So many in all, and of one kind; one letter begins everything.
MOST, OF_A_KIND, FEWEST_LETTERS = 8, 3, 2
#: So many of those that fit are looked through for a title that does.
LOOKED_AT = 10


@dataclass(frozen=True)
class Suggestion:
    """Where it leads, its words with those that were typed marked, and what it is."""

    text: SafeString
    url: str
    kind: Any


def suggestions(user, typed: str) -> list[Suggestion]:
    """At most `MOST`, in a fixed number of queries; none for less than two letters."""
    wanted = Wanted.of(typed)
    if sum(map(len, words_in(wanted.typed))) < FEWEST_LETTERS:
        return []
    known = Typed.of(wanted.typed)

    def shown(text: str, url: str, kind) -> Suggestion:
        text = composed(text)
        return Suggestion(marked(text, known.spans(text)), url, kind)

    guides = library.titled(user, wanted)[:OF_A_KIND]
    asked = finding.titled(user, wanted, OF_A_KIND)
    people = directory.search_for(user, wanted)[:OF_A_KIND]
    held = _titled(wanted, meetings.search_for(user, wanted)[:LOOKED_AT])
    taught = _titled(wanted, courses.search_for(user, wanted)[:LOOKED_AT])
    search = reverse("search:results")
    found = [
        *(
            shown(each, f"{search}?{urlencode({'q': each})}", _("Search"))
            for each in _words(wanted)
        ),
        *(shown(each.full_title, each.get_absolute_url(), _("Guide")) for each in guides),
        *(
            shown(title, reverse("questions:question", args=[pk]), _("Question"))
            for pk, title in asked
        ),
        *(shown(each.title, each.get_absolute_url(), _("Meeting")) for each in held),
        *(shown(each.title, each.get_absolute_url(), _("Course")) for each in taught),
        *(
            shown(each.name, reverse("directory:person", args=[each.pk]), _("Member"))
            for each in people
        ),
    ]
    return found[:MOST]


def _words(wanted: Wanted) -> list[str]:
    """The network's own words that begin so: its topics, and what the secretariat keeps."""
    own: list[str] = []
    for name, synonyms in Topic.objects.values_list("name", "synonyms"):
        own += [name, *synonyms]
    for words in SameWords.objects.values_list("words", flat=True):
        own += words
    begun = danish.fold(wanted.typed)
    fitting = {danish.fold(each): each for each in own if danish.fold(each).startswith(begun)}
    fitting.pop(begun, None)
    return [fitting[key] for key in sorted(fitting, key=lambda key: (len(key), key))][:OF_A_KIND]


def _titled(wanted: Wanted, things: Iterable[Any]) -> Iterator[Any]:
    """Those whose title itself has the words."""
    fitting = (each for each in things if wanted.stands_in(danish.fold(each.title)))
    return islice(fitting, OF_A_KIND)
