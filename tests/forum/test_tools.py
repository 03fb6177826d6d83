"""The buttons on a page are those that the rules allow, for every reader and every text."""

import pytest

from forum.questions import flows, kept, rules
from forum.questions.models import Answer, Comment
from forum.questions.tools import Toolbox
from tests.factories.forum import make_answer, make_comment, make_question

pytestmark = pytest.mark.django_db
READERS = ("member", "coordinator", "editor", "jurist", "administrator", "former", "applicant")


@pytest.fixture
def texts(personas):
    """A question with an answer and a comment of each kind: open, anonymous, deleted, judged."""
    question = make_question(personas.member)
    for anonymous in (False, True):
        answer = make_answer(question, personas.coordinator, anonymous=anonymous)
        make_comment(answer, personas.member, anonymous=anonymous)
        flows.delete_comment(comment=make_comment(answer, personas.member), by=personas.member)
    flows.accept(answer=answer, by=personas.member)
    flows.confirm(answer=answer, by=personas.jurist)
    gone = make_answer(question, personas.coordinator)
    flows.delete_answer(answer=gone, by=personas.coordinator)
    question.refresh_from_db()
    return question


@pytest.mark.parametrize("reader", READERS)
def test_the_buttons_are_what_the_rules_allow(personas, texts, reader):
    user = getattr(personas, reader)
    tools = Toolbox(user, texts)
    for answer in Answer.objects.all():
        under = tools.under_answer(answer, marked=False)
        assert (under.write, under.mark) == (
            rules.may_write(user),
            rules.may_mark_helpful(user, answer),
        )
        assert (under.edit, under.delete) == (
            rules.may_edit(user, answer),
            rules.may_delete(user, answer),
        )
        assert (under.accept, under.confirm) == (
            rules.may_accept(user, texts),
            rules.may_confirm(user),
        )
        assert under.trace == (answer.anonymous and rules.may_trace(user))
    for comment in Comment.objects.all():
        under = tools.under_comment(comment)
        assert (under.edit, under.delete) == (
            rules.may_edit(user, comment),
            rules.may_delete(user, comment),
        )
        assert under.trace == (comment.anonymous and rules.may_trace(user))


@pytest.mark.parametrize("reader", READERS)
def test_what_is_kept_of_a_text_gives_the_same_buttons_as_the_text(personas, texts, reader):
    tools = Toolbox(getattr(personas, reader), texts)
    page = kept.page_of(texts)
    assert len(page.answers) == 3
    for answer in page.answers:
        stored = Answer.objects.get(pk=answer.shape.pk)
        assert tools.under_answer(answer.shape, marked=True) == tools.under_answer(
            stored, marked=True
        )
        for comment in answer.comments:
            assert tools.under_comment(comment) == tools.under_comment(
                Comment.objects.get(pk=comment.pk)
            )
