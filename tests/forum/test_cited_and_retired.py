"""An answer that rests on a guide which is retired since says so; no new answer can rest on it."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forum.questions import flows
from forum.questions.forms import AnswerEditForm, AnswerForm
from forum.questions.models import QuestionEvent
from portal.kit.problems import Refused
from resources.library.enums import Audience
from resources.library.flows.retiring import retire
from resources.library.models import Guide
from tests.factories import forum, resources

pytestmark = pytest.mark.django_db
LINE = "er udgået"


@pytest.fixture
def question(personas):
    return forum.make_question(personas.member)


def page_of(client, question) -> str:
    cache.clear()
    return client.get(reverse("questions:question", args=[question.pk])).content.decode()


def test_the_line_says_what_is_used_instead(client, personas, question):
    old, new = resources.make_guide("Gammel"), resources.make_guide("Ny vejledning")
    forum.make_answer(question, personas.jurist, cites=old)
    client.force_login(personas.member)
    assert LINE not in page_of(client, question)
    retire(guide=old, because="Samlet.", instead=new, by=personas.administrator)
    page = page_of(client, question)
    assert f"{LINE}; brug" in page and new.get_absolute_url() in page
    Guide.objects.filter(pk=new.pk).update(audience=Audience.GROUP, group=personas.group)
    page = page_of(client, question)
    assert LINE in page and "Ny vejledning" not in page


def test_open_pages_get_the_same_line(personas, question):
    old, new = resources.make_guide("Gammel"), resources.make_guide("Ny vejledning")
    answer = forum.make_answer(question, personas.jurist, cites=old)
    retire(guide=old, because="Samlet.", instead=new, by=personas.administrator)
    flows.edit_answer(answer=answer, body="<p>Ti dage.</p>", cites=old, by=personas.jurist)
    assert "Ny vejledning" in QuestionEvent.objects.latest("pk").html


def test_a_new_answer_cannot_rest_on_it_and_an_old_one_may_keep_it(personas, question):
    old, other = resources.make_guide("Gammel"), resources.make_guide("En anden")
    answer = forum.make_answer(question, personas.jurist, cites=old)
    for guide in (old, other):
        retire(guide=guide, because="Forældet.", by=personas.administrator)
    assert old not in AnswerForm().fields["cites"].queryset
    with pytest.raises(Refused) as refused:
        forum.make_answer(question, personas.jurist, cites=old)
    assert refused.value.codes == ["retired"]
    form = AnswerEditForm(initial={"cites": old.pk}, cited=old)
    assert list(form.fields["cites"].queryset) == [old]
    assert "Gammel (udgået)" in str(form["cites"])
    flows.edit_answer(answer=answer, body="<p>Ti dage.</p>", cites=old, by=personas.jurist)
    with pytest.raises(Refused) as refused:
        flows.edit_answer(answer=answer, body="<p>Ti.</p>", cites=other, by=personas.jurist)
    assert refused.value.codes == ["retired"]
    answer.refresh_from_db()
    assert answer.cites == old


def test_the_page_asks_as_much_with_many_that_rest_on_what_is_retired(client, personas, question):
    client.force_login(personas.member)

    def answers(count: int) -> int:
        for _ in range(count):
            old, new = resources.make_guide(), resources.make_guide()
            forum.make_answer(question, personas.jurist, cites=old)
            retire(guide=old, because="Samlet.", instead=new, by=personas.administrator)
        page_of(client, question)
        with CaptureQueriesContext(connection) as captured:
            page_of(client, question)
        return len(captured)

    few = answers(1)
    assert answers(4) == few
