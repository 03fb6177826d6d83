"""The letters of the forum that one can leave: what they are called, and who may still be sent one that
was written a while ago."""

from django.utils.translation import gettext as _

from forum.questions.enums import Level
from forum.questions.queries import follows, standing_for
from members.people.models import User
from portal.notices.subscriptions import Kind, offer

from . import flows
from .queries import follows_a_topic_of, topics_behind


def _title(person: User, number: int) -> str:
    """The question's title, to one who may read it."""
    readable = standing_for(person).filter(pk=number)
    return readable.values_list("title", flat=True).first() or ""


def _question_in_words(person: User, number: int) -> str:
    title = _title(person, number)
    if not title:
        return _("New answers to a question")
    return _("New answers to “%(question)s”") % {"question": title}


def _topics_in_words(person: User, number: int) -> str:
    names = [topic.name for topic in topics_behind(person, number)]
    if not names:
        return _("New questions on a topic")
    return _("New questions on %(topics)s") % {"topics": ", ".join(names)}


def _digests_in_words(person: User, number: int) -> str:
    return _("News gathered once a day or once a week")


def _answered_to_send(person: User, number: int, values: dict) -> dict | None:
    """To one who may read the question and has not silenced or left it meanwhile."""
    wants = follows(person, number) not in ("", Level.NEVER)
    return values if wants and _title(person, number) else None


def _asked_to_send(person: User, number: int, values: dict) -> dict | None:
    """To one who may read the question, has not silenced it, and still follows one of its topics."""
    silent = follows(person, number) == Level.NEVER
    wants = not silent and follows_a_topic_of(person, number)
    return values if wants and _title(person, number) else None


def _gathered_to_send(person: User, number: int, values: dict) -> dict | None:
    """Without the questions that the person may not read any more; not at all when none is left."""
    lists = {name: values.get(name, []) for name in ("asked", "answered")}
    ids = {item["question"] for items in lists.values() for item in items}
    readable = set(standing_for(person).filter(pk__in=ids).values_list("pk", flat=True))
    if not readable:
        return None
    return values | {
        name: [item for item in items if item["question"] in readable]
        for name, items in lists.items()
    }


offer("question", Kind(_question_in_words, flows.leave_question, _answered_to_send))
offer("topics", Kind(_topics_in_words, flows.leave_topics, _asked_to_send))
offer("digest", Kind(_digests_in_words, flows.leave_digests, _gathered_to_send))
