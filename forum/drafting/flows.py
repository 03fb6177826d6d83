"""Making a draft of a solved question, and objecting to it."""

from django.db import transaction

from forum.questions.models import Question
from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if
from resources.library.enums import Kind
from resources.library.flows import drafting
from resources.library.models import Draft, Voice

from . import notices
from .anonymising import sections_of, title_of
from .problems import to_draft, to_object
from .queries import accepted_answers, draft_of, origin_of, post_behind


@transaction.atomic
def draft_from(*, question: Question, by: User) -> Draft:
    """The draft that is made of a solved question, or the one that has been made of it already. Whoever
    wrote what stands in it is told."""
    question = Question.objects.select_related("audience").get(pk=question.pk)
    stop_if(to_draft(question, by))
    if (first := draft_of(question)) is not None:
        return first
    answers = list(accepted_answers(question))
    draft, is_new = drafting.make_draft(
        title=title_of(question),
        sections=sections_of(question, answers),
        kind=Kind.NETWORK,
        topics=question.topics.all(),
        related={answer.cites_id: answer.cites for answer in answers if answer.cites}.values(),
        origin=origin_of(question),
        voices=[origin_of(question), *map(origin_of, answers)],
        by=by,
    )
    if is_new:
        trail.record("drafting.made", on=question, by=by, draft=draft.pk)
        notices.used(question, answers, by=by)
    return draft


@transaction.atomic
def object_to_use(*, voice: Voice, words: str, by: User) -> Voice:
    """Say what one has against the use of one's words. Where they stand anonymously, nothing says who
    speaks."""
    stop_if(to_object(voice, by))
    post = post_behind(voice)
    seen = None if post is None or post.anonymous else by
    voice = drafting.object_to_use(voice=voice, words=words, by=seen)
    trail.record("drafting.objected", on=post, by=seen)
    return voice
