"""What happens below and matters to those who follow."""

from django.dispatch import receiver

from forum.questions.signals import answered, asked, merged, moved, topics_added
from members.people.signals import membership_ended

from . import flows


@receiver(asked, dispatch_uid="following.asked")
def tell_of_the_question(*, question, by, **_kwargs) -> None:
    flows.note_question(question=question, by=by)


@receiver(topics_added, dispatch_uid="following.topics_added")
def tell_of_the_topics(*, question, topics, by, **_kwargs) -> None:
    flows.note_topics(question=question, topics=topics, by=by)


@receiver(answered, dispatch_uid="following.answered")
def tell_of_the_answer(*, answer, by, **_kwargs) -> None:
    flows.note_answer(answer=answer, by=by)


@receiver(merged, dispatch_uid="following.merged")
def carry_the_news_along(*, question, into, by, **_kwargs) -> None:
    flows.carry_along(question=question, into=into, by=by)


@receiver(moved, dispatch_uid="following.moved")
def drop_what_is_not_theirs(*, question, by, **_kwargs) -> None:
    flows.drop_for_outsiders(question=question, by=by)


@receiver(membership_ended, dispatch_uid="following.membership_ended")
def forget_who_left(*, person, by, **_kwargs) -> None:
    flows.forget(person=person, by=by)
