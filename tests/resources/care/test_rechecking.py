"""A rule has changed: what rests on it is listed, looked at and ticked off."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from forum.questions import flows as questions
from forum.questions.models import QuestionEvent
from forum.questions.queries import shown_answers
from portal.kit.problems import Refused
from portal.notices.models import Notice
from resources.care import queries
from resources.care.enums import Check
from resources.care.flows import rechecking
from resources.care.models import Recheck, RuleChange
from resources.care.queries import changes_behind
from tests.factories import care, files, forum
from tests.factories.resources import make_basis, make_guide, make_version


def text(words: str) -> list[dict]:
    return [{"heading": "Kernen", "paragraphs": [words], "points": []}]


@pytest.fixture
def basis(db):
    return make_basis()


def titles(user, change) -> list[str]:
    return [line.title for line in queries.lines_of(user, change)[0]]


def test_guides_that_rest_on_it_and_those_that_name_it_are_listed(basis, personas):
    make_basis(make_guide("Har reglen"))
    make_basis(make_guide("Har et stykke af den"), section="§ 19, stk. 2")
    make_version(make_guide("Nævner den"), sections=text("Hør efter forvaltningslovens § 19."))
    letter = [("Brev.docx", files.word("Efter forvaltningslovens § 19 hører vi dig."))]
    make_version(make_guide("Nævner den i et brev"), files=letter)
    make_basis(make_guide("Har en anden"), section="§ 191")
    old = make_guide("Nævnte den")
    make_version(old, sections=text("Hør efter forvaltningslovens § 19."))
    make_version(old, sections=text("Hør borgeren."))
    change = care.change(basis, by=personas.editor)
    assert titles(personas.editor, change) == [
        "Har et stykke af den",
        "Har reglen",
        "Nævner den",
        "Nævner den i et brev",
    ]


def test_answers_that_cite_a_guide_or_name_the_rule_are_listed(basis, personas):
    guide = make_guide("Partshøring")
    make_basis(guide)
    make_version(guide)
    asked = forum.make_question(personas.member, "Hvem skal høres?")
    forum.make_answer(asked, personas.coordinator, cites=guide)
    named = forum.make_question(personas.member, "Hvor lang er fristen?")
    forum.make_answer(named, personas.coordinator, "<p>Se forvaltningslovens §&nbsp;19.</p>")
    other = forum.make_question(personas.member, "Hvad med gebyrer?")
    forum.make_answer(other, personas.coordinator, "<p>Se § 19 i serviceloven.</p>")
    change = care.change(basis, by=personas.administrator)
    assert titles(personas.administrator, change) == [
        "Partshøring",
        "Hvem skal høres?",
        "Hvor lang er fristen?",
    ]


def test_each_sees_only_the_answers_they_may_read(basis, personas, client):
    asked = forum.make_question(personas.member, "Kun på Fyn?", audience=personas.group)
    forum.make_answer(asked, personas.coordinator, "<p>Se forvaltningslovens § 19.</p>")
    change = care.change(basis, by=personas.administrator)
    assert titles(personas.administrator, change) == ["Kun på Fyn?"]
    assert queries.lines_of(personas.editor, change) == ([], 1)
    client.force_login(personas.editor)
    page = client.get(reverse("care_desk:recheck", args=[change.pk])).content.decode()
    assert "Kun på Fyn?" not in page
    with pytest.raises(Refused):
        rechecking.check(recheck=change.rechecks.get(), outcome="right", by=personas.editor)
    rechecking.check(recheck=change.rechecks.get(), outcome="right", by=personas.administrator)


def test_a_deleted_answer_needs_no_look(basis, personas):
    asked = forum.make_question(personas.member)
    answer = forum.make_answer(asked, personas.coordinator, "<p>Forvaltningslovens § 19.</p>")
    change = care.change(basis, by=personas.administrator)
    assert queries.progress_of(change).total == 1
    questions.delete_answer(answer=answer, by=personas.coordinator)
    assert queries.progress_of(change).total == 0
    assert queries.lines_of(personas.administrator, change) == ([], 0)


def test_each_piece_is_ticked_off_by_name_and_day(basis, personas, client):
    for title in ("Første", "Anden"):
        make_basis(make_guide(title))
    change = care.change(basis, by=personas.editor)
    first = change.rechecks.first()
    client.force_login(personas.editor)
    client.post(reverse("care_desk:check", args=[first.pk]), {"outcome": "changed"})
    first.refresh_from_db()
    assert (first.outcome, first.checked_by) == ("changed", personas.editor)
    assert first.checked_at is not None
    progress = queries.progress_of(change)
    assert (progress.done, progress.total, progress.is_done) == (1, 2, False)
    page = client.get(reverse("care_desk:recheck", args=[change.pk])).content.decode()
    assert "1 af 2 set efter" in page
    assert "Rikke Redaktør" in page
    client.post(reverse("care_desk:check", args=[first.pk]), {"outcome": "waits"})
    assert queries.progress_of(change).done == 0


def test_readers_see_it_until_it_has_been_looked_at(basis, personas, client):
    guide = make_guide("Partshøring")
    make_basis(guide)
    make_version(guide)
    change = care.change(basis, "Fristen er syv dage.", by=personas.editor)
    client.force_login(personas.member)
    page = client.get(guide.get_absolute_url()).content.decode()
    assert "Reglen i forvaltningsloven § 19 er ændret pr." in page
    assert "Fristen er syv dage." in page
    rechecking.check(recheck=change.rechecks.get(), outcome="right", by=personas.editor)
    assert "er ændret pr." not in client.get(guide.get_absolute_url()).content.decode()


def test_a_rule_that_will_change_is_said_so(basis, personas, client):
    guide = make_guide("Partshøring")
    make_basis(guide)
    make_version(guide)
    care.change(basis, by=personas.editor, since=timezone.localdate() + timedelta(days=40))
    client.force_login(personas.member)
    assert "§ 19 bliver ændret" in client.get(guide.get_absolute_url()).content.decode()


def test_those_who_answer_for_it_hear_of_it_once(basis, personas):
    for title in ("Første", "Anden"):
        guide = make_guide(title)
        make_basis(guide)
        care.own(guide, personas.member)
    care.change(basis, by=personas.editor)
    told = Notice.objects.filter(kind="rule-changed").values_list("recipient__name", "title")
    assert list(told) == [
        (
            "Mette Holm",
            "Reglen i forvaltningsloven § 19 er ændret. 2 tekster, som du er ansvarlig for, skal ses efter",
        )
    ]


def test_the_same_change_twice_is_one_list(basis, personas):
    make_basis(make_guide())
    first, second = (care.change(basis, by=personas.editor) for _time in range(2))
    assert first == second
    assert Recheck.objects.count() == 1


def test_what_was_noted_by_mistake_is_taken_back(basis, personas, client):
    make_basis(make_guide())
    change = care.change(basis, by=personas.editor)
    client.force_login(personas.editor)
    client.post(reverse("care_desk:take_back", args=[change.pk]))
    assert not RuleChange.objects.exists()


def test_only_those_who_keep_the_library_note_it(basis, personas):
    for user in (personas.member, personas.jurist):
        with pytest.raises(Refused):
            care.change(basis, by=user)


def test_the_form_makes_the_list(basis, personas, client):
    make_basis(make_guide())
    client.force_login(personas.editor)
    given = {"basis": basis.pk, "since": "1.1.2027", "words": "Ny frist."}
    answer = client.post(reverse("care_desk:change"), given)
    change = RuleChange.objects.get()
    assert answer["Location"] == reverse("care_desk:recheck", args=[change.pk])
    assert change.rechecks.count() == 1
    assert client.post(reverse("care_desk:change"), {"basis": basis.pk}).status_code == 200


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_asks_as_much_for_many_as_for_one(
    basis, personas, client, django_assert_num_queries, count
):
    asked = forum.make_question(personas.member)
    for place in range(count):
        make_basis(make_guide(f"Frister {place}"))
        forum.make_answer(asked, personas.coordinator, "<p>Forvaltningslovens § 19.</p>")
    change = care.change(basis, by=personas.administrator)
    client.force_login(personas.administrator)
    client.get(reverse("care_desk:recheck", args=[change.pk]))
    with django_assert_num_queries(17):
        client.get(reverse("care_desk:recheck", args=[change.pk]))


def test_readers_of_an_answer_read_that_it_is_looked_at_until_it_has_been(basis, personas, client):
    asked = forum.make_question(personas.member)
    forum.make_answer(asked, personas.coordinator, "<p>Se forvaltningslovens § 19.</p>")
    forum.make_answer(asked, personas.coordinator, "<p>Ring til dem.</p>")
    client.force_login(personas.member)

    def page() -> str:
        cache.clear()
        return client.get(reverse("questions:question", args=[asked.pk])).content.decode()

    line = "Svaret bliver set efter."
    assert line not in page()
    change = care.change(basis, "Fristen er kortere", by=personas.editor)
    assert page().count(line) == 1 and "Fristen er kortere" in page()
    settled = change.rechecks.get(subject__startswith="answer:")
    rechecking.check(recheck=settled, outcome=Check.STILL_RIGHT, by=personas.editor)
    assert line not in page()


def test_open_pages_get_the_line_and_hidden_words_do_not(basis, personas):
    asked = forum.make_question(personas.member)
    said = "<p>Se forvaltningslovens § 19.</p>"
    answer = forum.make_answer(asked, personas.coordinator, said)
    care.change(basis, "Fristen er kortere", by=personas.editor)
    (shown,) = shown_answers(asked)
    assert [str(each) for each in shown.rule_changes] == [str(basis)]
    questions.edit_answer(answer=answer, body=f"{said}<p>Og ring.</p>", by=personas.coordinator)
    assert "Svaret bliver set efter." in QuestionEvent.objects.latest("pk").html
    questions.delete_answer(answer=answer, by=personas.coordinator)
    assert list(shown_answers(asked)[0].rule_changes) == []


def test_the_line_takes_one_query_for_all_answers(basis, personas, django_assert_num_queries):
    asked = forum.make_question(personas.member)
    for _ in range(3):
        forum.make_answer(asked, personas.coordinator, "<p>Forvaltningslovens § 19.</p>")
    care.change(basis, "Kortere", by=personas.editor)
    numbers = list(asked.answers.values_list("pk", flat=True))
    with django_assert_num_queries(1):
        assert set(changes_behind("answer", numbers)) == set(numbers)
    with django_assert_num_queries(0):
        assert changes_behind("answer", []) == {}
