"""The letters of waiting that one can leave: what they are called, and who may still be sent one that was
written a while ago."""

from django.utils.translation import gettext as _

from forum.questions.queries import standing_for
from members.people.models import User
from portal.notices.subscriptions import Kind, offer

from . import flows
from .enums import Wait
from .queries import topics_behind, waiting_for


def _topics_in_words(person: User, number: int) -> str:
    names = [topic.name for topic in topics_behind(person, number)]
    if not names:
        return _("Unanswered questions on a topic you help with")
    return _("Unanswered questions on %(topics)s") % {"topics": ", ".join(names)}


def _question_in_words(person: User, number: int) -> str:
    mine = standing_for(person).filter(pk=number, author=person)
    title = mine.values_list("title", flat=True).first()
    if not title:
        return _("Whether your question is solved")
    return _("Whether “%(question)s” is solved") % {"question": title}


def _to_a_volunteer(person: User, number: int, values: dict) -> dict | None:
    """To one who may read it and still helps, as long as nobody has answered."""
    readable = standing_for(person).filter(pk__in=waiting_for(Wait.ANSWER).values("pk"))
    wants = topics_behind(person, number).exists()
    return values if wants and readable.filter(pk=number).exists() else None


def _to_the_asker(person: User, number: int, values: dict) -> dict | None:
    """To the one who asked, as long as it is neither solved nor said that it is not."""
    mine = standing_for(person).filter(pk=number, author=person)
    waits = waiting_for(Wait.ACCEPTANCE).filter(pk=number)
    return values if mine.exists() and waits.exists() else None


offer("volunteer", Kind(_topics_in_words, flows.leave_topics, _to_a_volunteer))
offer("acceptance", Kind(_question_in_words, flows.leave_question, _to_the_asker))
