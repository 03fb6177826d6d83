"""The rooms that can be searched, each with a small adapter.

A room decides itself what fits and what the reader may see: its `queries.search_for(user, words)` gives
the best hits first, as something that can be counted and sliced. The adapter only says how a hit is
shown, and by what the room's hits can be narrowed. A new room is found by adding its adapter to `SOURCES`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from events.conference import queries as conference
from events.conference.models import Conference
from events.courses import queries as courses
from events.material import finding as material
from events.meetings import queries as meetings
from events.minutes import queries as minutes
from events.polls import queries as polls
from events.polls.models import Poll
from forum.questions import excerpts
from members.directory import queries as directory
from members.directory.cards import Card, Cards
from portal.kit.dates import long_date
from resources.library import finding as library
from resources.library.queries import complete

from . import pages, questions, spots
from .found import Found
from .narrowing import By, Narrow
from .words import Words


@dataclass(frozen=True)
class Hit:
    """One thing found, ready for the page."""

    title: SafeString
    url: str
    facts: SafeString | str = ""
    excerpt: SafeString | str = ""
    #: Where in a file the excerpt stands, and where that page opens.
    place: str = ""
    place_url: str = ""


@dataclass(frozen=True)
class Source:
    """One room: its name in the address, its heading, what fits, and how one of it is shown."""

    name: str
    heading: Any
    find: Callable[[Any, Words, Narrow], Found]
    show: Callable[[Any, Words], Hit]
    narrows: frozenset[By] = frozenset()


def _find_guides(user, words: Words, narrow: Narrow) -> Found:
    only = Q()
    if narrow.topic is not None:
        only &= Q(topics=narrow.topic)
    if narrow.act:
        only &= Q(legal_bases__act=narrow.act)
    if By.PERIOD in narrow.chosen:
        only &= Q(editions__versions__withdrawn_at__isnull=True)
        only &= narrow.within("editions__versions__published_at")
    # What is known about a guide's legal bases says more than that an act is named in its text.
    wanted = words.asked
    return Found(
        rest=library.search_for(user, wanted, only=only),
        prepare=complete,
        finish=lambda guides: _with_spots(guides, words),
    )


def _with_spots(guides: list, words: Words) -> list:
    found = spots.find(guides, words)
    return [(guide, found.get(guide.pk)) for guide in guides]


def _show_guide(hit, words: Words) -> Hit:
    guide, spot = hit
    facts = [guide.get_kind_display().capitalize(), *map(str, guide.bases)]
    text = _fitting(words, guide.summary, guide.newest_text)
    return Hit(
        words.marked(guide.full_title),
        guide.get_absolute_url(),
        words.marked(" · ".join(facts[1:] if guide.number else facts)),
        words.excerpt(spot.page.text if spot else text),
        spot.said if spot else "",
        spot.url if spot else "",
    )


def _show_question(question, words: Words) -> Hit:
    return Hit(
        words.marked(question.title),
        reverse("questions:question", args=[question.pk]),
        question.get_state_display().capitalize(),
        words.excerpt(_fitting(words, *excerpts.texts_of(question).values())),
    )


def _find_meetings(user, words: Words, narrow: Narrow) -> Found:
    """The annual conferences and the groups that look for a date, which are few, before the meetings. Who
    looks for a date has none."""
    yearly = conference.search_for(user, words.wanted).filter(narrow.within("starts_on", days=True))
    open_polls = [] if By.PERIOD in narrow.chosen else polls.search_for(user, words.wanted)
    held = meetings.search_for(user, words.wanted).filter(narrow.within("starts_at"))
    return Found([*yearly, *open_polls], held)


def _show_meeting(meeting, words: Words) -> Hit:
    if isinstance(meeting, Conference):
        facts, excerpt = meeting.period, ""
    elif isinstance(meeting, Poll):
        answer_by = long_date(meeting.answer_by, get_language() or "da")
        words_of_day = _("a date is being looked for, answer by %(day)s") % {"day": answer_by}
        facts, excerpt = f"{str(words_of_day).capitalize()} · {meeting.group}", meeting.message
    else:
        facts, excerpt = f"{meeting.day.capitalize()} · {meeting.group}", meeting.summary
    return Hit(
        words.marked(str(meeting)), meeting.get_absolute_url(), facts, words.excerpt(excerpt)
    )


def _find_courses(user, words: Words, narrow: Narrow) -> Found:
    return Found(rest=courses.search_for(user, words.wanted).filter(narrow.within("starts_at")))


def _show_course(course, words: Words) -> Hit:
    facts = [course.period, course.group.name if course.group is not None else ""]
    return Hit(
        words.marked(course.title),
        course.get_absolute_url(),
        " · ".join(filter(None, facts)),
        words.excerpt(_fitting(words, course.summary, course.outcome)),
    )


def _find_minutes(user, words: Words, narrow: Narrow) -> Found:
    found = minutes.search_for(user, words.wanted).filter(narrow.within("meeting__starts_at"))
    return Found(rest=found, prepare=minutes.complete)


def _show_minutes(found, words: Words) -> Hit:
    meeting = found.meeting
    texts = [section.words for section in found.sections.all()]
    return Hit(
        words.marked(meeting.title),
        found.get_absolute_url(),
        f"{meeting.day.capitalize()} · {meeting.group}",
        words.excerpt(_fitting(words, *texts)),
    )


def _find_material(user, words: Words, narrow: Narrow) -> Found:
    found = material.search_for(user, words.wanted).filter(narrow.within("added_at"))
    return Found(rest=found, prepare=material.complete)


def _show_material(found, words: Words) -> Hit:
    return Hit(
        words.marked(found.title),
        found.get_absolute_url(),
        " · ".join(material.facts_of(found)),
        words.excerpt(_fitting(words, found.about, found.words)),
    )


def _find_people(user, words: Words, narrow: Narrow) -> Found:
    if words.section is not None:
        return Found()
    people = directory.search_for(user, words.wanted)
    if narrow.topic is not None:
        people = people.filter(pk__in=directory.experts_for(user, [narrow.topic.pk]).values("pk"))
    return Found(
        rest=people,
        prepare=lambda people: Cards(directory.complete(people, user), user),
    )


def _show_person(shown: Card, words: Words) -> Hit:
    facts = [shown.title, shown.municipalities]
    return Hit(
        words.marked(shown.person.name),
        reverse("directory:person", args=[shown.person.pk]),
        ", ".join(filter(None, facts)),
    )


def _show_page(page, words: Words) -> Hit:
    text = _fitting(words, page.lead, pages.text_of(page))
    return Hit(words.marked(page.title), page.get_url() or "/", "", words.excerpt(text))


def _fitting(words: Words, *texts: str) -> str:
    """The first text that has the words, else the first that says anything."""
    fitting = [text for text in texts if words.stand_in(text)]
    return next(iter([*fitting, *filter(None, texts)]), "")


_TEXT = frozenset({By.ACT, By.PERIOD})

SOURCES = (
    Source("vejledninger", _("Guides"), _find_guides, _show_guide, frozenset(By)),
    Source("spoergsmaal", _("Questions"), questions.find, _show_question, frozenset(By)),
    Source("moeder", _("Meetings"), _find_meetings, _show_meeting, _TEXT),
    Source("kurser", _("Courses"), _find_courses, _show_course, _TEXT),
    Source("referater", _("Minutes"), _find_minutes, _show_minutes, _TEXT),
    Source("materiale", _("Material"), _find_material, _show_material, _TEXT),
    Source("medlemmer", _("Members"), _find_people, _show_person, frozenset({By.TOPIC})),
    Source("sider", _("Pages"), pages.find, _show_page, frozenset({By.ACT})),
)
