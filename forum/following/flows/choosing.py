"""Choosing what to hear of, and how soon.

The trail does not say of which question or topic: what a member reads is their own affair, and one who
follows a question without having begun would be known as the anonymous asker.
"""

from collections.abc import Mapping

from django.db import transaction

from forum.questions.enums import Level
from forum.questions.flows import unfollow
from forum.questions.models import Follow, Question
from forum.questions.problems import to_follow
from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.topics.models import Topic

from ..models import TopicFollow, Waiting
from ..problems import to_choose


@transaction.atomic
def follow_question(*, question: Question, level: Level | None, by: User) -> None:
    """Hear of a question's answers so soon; None stops following it. Safe to repeat.

    What waits is dropped with NEVER and when one stops; otherwise it comes in the next letter.
    """
    stop_if(to_follow(question, by))
    waiting = Waiting.objects.filter(person=by, question=question)
    if level is None:
        unfollow(question=question, by=by)
        waiting.filter(answer__isnull=False).delete()
        return
    Follow.objects.update_or_create(question=question, person=by, defaults={"level": level})
    if level == Level.NEVER:
        waiting.delete()
    trail.record("following.question_chosen", on=None, by=by, level=level)


@transaction.atomic
def follow_topics(*, levels: Mapping[Topic, Level], by: User) -> None:
    """Hear of new questions on these topics so soon; with NEVER a topic is no longer followed. Topics that
    are not named stay as they are. Safe to repeat."""
    stop_if(to_choose(by))
    mine = TopicFollow.objects.filter(person=by)
    mine.filter(topic__in=[each for each, level in levels.items() if level == Level.NEVER]).delete()
    TopicFollow.objects.bulk_create(
        [
            TopicFollow(person=by, topic=topic, level=level)
            for topic, level in levels.items()
            if level != Level.NEVER
        ],
        update_conflicts=True,
        unique_fields=["person", "topic"],
        update_fields=["level"],
    )
    trail.record("following.topics_chosen", on=None, by=by, count=mine.count())
