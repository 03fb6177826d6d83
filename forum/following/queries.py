"""What a reader follows, what waits for them, and what their feed has."""

from django.db.models import F, FilteredRelation, Q, QuerySet

from forum.questions.enums import Level
from forum.questions.models import Follow, Question
from forum.questions.queries import standing_for, with_bylines
from members.people.models import User
from members.people.rules import read_anew
from portal.kit.secret_links import hash_of
from portal.topics.models import Topic

from .enums import Chosen
from .models import FeedKey, TopicFollow

#: Questions on a page of the list, and in a feed.
PAGE = 20
IN_FEED = 50


def followed_by(user) -> QuerySet[Question]:
    """The questions a person follows and may read, with their `level`; the newest activity first."""
    mine = FilteredRelation("follows", condition=Q(follows__person_id=user.pk))
    return (
        standing_for(user)
        .annotate(mine=mine)
        .filter(mine__isnull=False)
        .annotate(level=F("mine__level"))
        .defer("body")
    )


def topic_levels(user) -> dict[int, Level]:
    """Topic → how soon the person hears of new questions on it; topics not followed are left out."""
    rows = TopicFollow.objects.filter(person_id=user.pk).values_list("topic_id", "level")
    return {topic: Level(level) for topic, level in rows}


def topics_behind(user, question_id: int) -> QuerySet[Topic]:
    """The question's topics of which the person hears at once."""
    at_once = TopicFollow.objects.filter(person_id=user.pk, level=Level.AT_ONCE)
    return Topic.objects.filter(pk__in=at_once.values("topic"), questions=question_id)


def follows_a_topic_of(user, question_id: int) -> bool:
    """Whether the person follows one of the question's topics, however soon they hear of it."""
    return TopicFollow.objects.filter(person_id=user.pk, topic__questions=question_id).exists()


def fed_to(user, chosen: Chosen) -> list[Question]:
    """The newest questions that a person may read; with TOPICS those on the topics they follow, without
    what they have silenced."""
    questions = standing_for(user).filter(archived_at__isnull=True)
    if chosen == Chosen.TOPICS:
        followed = TopicFollow.objects.filter(person_id=user.pk).values("topic")
        silenced = Follow.objects.filter(person_id=user.pk, level=Level.NEVER).values("question")
        of_topics = Question.topics.through.objects.filter(topic__in=followed).values("question")
        questions = questions.filter(pk__in=of_topics).exclude(pk__in=silenced)
    return list(with_bylines(questions).defer("body").order_by("-created_at", "-pk")[:IN_FEED])


def reader_behind(token: str) -> User | None:
    """Whose feed has this address, as their account is now; None for an address that is not in use."""
    key = FeedKey.objects.filter(token_hash=hash_of(token)).values_list("person_id", flat=True)
    person = key.first()
    return read_anew([person]).get(person) if person is not None else None
