"""A solved question becomes material: without those who wrote it, never for more readers, with their say."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from forum.drafting import flows
from forum.drafting.queries import draft_of
from forum.questions import flows as questions
from members.people.enums import Role
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from resources.library.finding import search_for
from resources.library.flows import drafting
from resources.library.models import Draft, Guide, Voice
from resources.library.reach import guides_for
from tests.factories.forum import make_answer, make_question, make_solved, make_topic
from tests.factories.people import make_group, make_member, make_secretariat
from tests.factories.resources import make_guide, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def asker():
    return make_member("Lone Madsen", "Ringsted")


@pytest.fixture
def helper():
    return make_member("Mette Holm", "Odense")


@pytest.fixture
def editor():
    return make_secretariat(Role.SECRETARIAT_EDITOR, "Rikke Redaktør")


@pytest.fixture
def solved(asker, helper):
    return make_solved(asker, helper, topics=[make_topic("Aktindsigt")])


def accepted(question, by, body: str, **fields):
    answer = make_answer(question, by, body, **fields)
    questions.accept(answer=answer, by=question.author)
    return answer


def told(person) -> list[str]:
    rows = Notice.objects.filter(recipient=person, kind="words-used")
    return list(rows.values_list("title", flat=True))


# --- making it ---------------------------------------------------------------------------------------
def test_the_draft_has_question_accepted_answers_topics_and_cited_guides(asker, helper, editor):
    topic, guide = make_topic("Aktindsigt"), make_guide("Notatpligt", klarret=7)
    question = make_question(
        asker, "Hvor lang er fristen?", topics=[topic], body="<p>Jeg er i tvivl.</p>"
    )
    make_answer(question, helper, "<p>Det ved jeg ikke.</p>")
    accepted(question, helper, "<p>Syv arbejdsdage.</p>", cites=guide)
    accepted(
        question,
        make_member("Jens Aagaard", "Aarhus"),
        "<p>Se loven:</p><ul><li>§ 36</li><li>§ 39</li></ul>",
    )
    draft = flows.draft_from(question=question, by=editor)
    assert draft.title == "Hvor lang er fristen?"
    assert draft.sections == [
        {"heading": "Spørgsmålet", "paragraphs": ["Jeg er i tvivl."], "points": []},
        {"heading": "Svar 1", "paragraphs": ["Syv arbejdsdage."], "points": []},
        {"heading": "Svar 2", "paragraphs": ["Se loven:"], "points": ["§ 36", "§ 39"]},
    ]
    assert list(draft.topics.all()) == [topic] and list(draft.related.all()) == [guide]


def test_a_second_click_leads_to_the_same_draft(solved, editor, client):
    client.force_login(editor)
    first = client.post(reverse("drafting:make", args=[solved.pk]))
    second = client.post(reverse("drafting:make", args=[solved.pk]))
    draft = Draft.objects.get()
    assert first["Location"] == second["Location"] == reverse("library_desk:draft", args=[draft.pk])
    assert Entry.objects.filter(action="drafting.made").count() == 1
    assert Notice.objects.filter(kind="words-used").count() == 2


def test_the_database_holds_one_draft_a_question(solved, editor):
    draft = flows.draft_from(question=solved, by=editor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.create(title="Igen", origin=draft.origin)
    Draft.objects.create(title="Uden spørgsmål")
    Draft.objects.create(title="Et til uden spørgsmål")


def test_only_a_solved_question_becomes_a_draft(asker, helper, editor):
    question = make_question(asker)
    make_answer(question, helper)
    with pytest.raises(Refused) as refused:
        flows.draft_from(question=question, by=editor)
    assert refused.value.codes == ["not_solved"]


def test_what_was_asked_of_one_group_does_not_become_material_for_all(editor, client):
    group = make_group("Fyn", "Odense", "Nyborg")
    question = make_solved(
        make_member("Ida", "Odense"), make_member("Bo", "Nyborg"), audience=group
    )
    chief = make_secretariat(Role.SECRETARIAT_ADMINISTRATOR)
    with pytest.raises(Refused) as refused:
        flows.draft_from(question=question, by=chief)
    assert refused.value.codes == ["one_group"]
    client.force_login(chief)
    page = client.get(reverse("questions:question", args=[question.pk])).text
    assert "kan ikke blive til materiale for alle" in page and "Lav et udkast" not in page
    with pytest.raises(Refused) as refused:  # who does not read it learns no more
        flows.draft_from(question=question, by=editor)
    assert refused.value.codes == ["not_allowed"]
    assert not Draft.objects.exists()


def test_only_those_who_keep_the_library_see_the_button(solved, helper, editor, client):
    page = reverse("questions:question", args=[solved.pk])
    jurist = make_secretariat(Role.HOTLINE_JURIST)
    for person, sees in ((editor, True), (jurist, False), (helper, False)):
        client.force_login(person)
        assert ("Lav et udkast" in client.get(page).text) == sees, person
        answer = client.post(reverse("drafting:make", args=[solved.pk]))
        assert answer.status_code == (302 if sees else 403), person


def test_a_cpr_number_that_came_in_somehow_stops_here(asker, helper, editor, client):
    question = make_solved(asker, helper)
    type(question).objects.filter(pk=question.pk).update(body="<p>Hun er 010203-1234.</p>")
    with pytest.raises(ValidationError):
        flows.draft_from(question=question, by=editor)
    client.force_login(editor)
    answer = client.post(reverse("drafting:make", args=[question.pk]), follow=True)
    assert "CPR-nummer" in answer.text and "010203" not in str(answer.context["messages"])
    assert not Draft.objects.exists()


# --- without its writers -----------------------------------------------------------------------------
NAMES = ("Lone", "Madsen", "Mette", "Holm", "Jens", "Aagaard", "Ringsted", "Odense")


def test_names_places_greetings_and_links_to_people_are_left_out(asker, helper, editor):
    make_member("Jens Aagaard", "Aarhus")
    question = make_solved(
        asker,
        helper,
        "Hvad gør Mette Holm i Odense Kommune?",
        body="<p>Jens Aagaards svar hjalp.</p><p>Se <a href='/medlemmer/7/'>Mette Holm</a> og "
        "<a href='https://www.retsinformation.dk/x'>loven</a>. Vi i Ringsted Kommune er i tvivl.</p>"
        "<p>Venlig hilsen</p><p>Lone</p>",
    )
    draft = flows.draft_from(question=question, by=editor)
    text = f"{draft.title} {draft.sections}"
    assert not [name for name in NAMES if name in text]
    assert draft.title == "Hvad gør en kollega i kommunen?"
    assert draft.sections[0]["paragraphs"] == [
        "En kollegas svar hjalp.",
        "Se en kollega og loven (https://www.retsinformation.dk/x). Vi i kommunen er i tvivl.",
    ]


def test_the_same_is_left_out_whoever_wrote_it(asker, helper, editor):
    """Else what is missing would tell who wrote an anonymous text."""
    body = "<p>Lone Madsen og Mette Holm ved det.</p>"
    by_lone = make_solved(asker, helper, "Et", body=body, anonymous=True)
    by_mette = make_solved(helper, asker, "To", body=body, anonymous=True)
    drafts = [flows.draft_from(question=each, by=editor) for each in (by_lone, by_mette)]
    said = [draft.sections[0]["paragraphs"] for draft in drafts]
    assert said[0] == said[1] == ["En kollega og en kollega ved det."]


def test_a_list_in_the_middle_keeps_its_place(asker, helper, editor):
    question = make_solved(
        asker, helper, body="<ul><li>først</li></ul><p>så</p><ol><li><p>til sidst</p></li></ol>"
    )
    (section, _) = flows.draft_from(question=question, by=editor).sections
    assert (section["paragraphs"], section["points"]) == (["først", "så"], ["til sidst"])


# --- those who wrote ---------------------------------------------------------------------------------
def test_the_writers_are_told_behind_the_bell_alone(asker, helper, editor):
    question = make_question(asker, "Hvor lang er fristen?", anonymous=True)
    unused = make_member("Bo Unævnt", "Vejle")
    make_answer(question, unused)
    accepted(question, helper, "<p>Syv dage.</p>", anonymous=True)
    before = OutgoingMail.objects.count()
    flows.draft_from(question=question, by=editor)
    assert (
        told(asker) == told(helper) == ["Dine ord kan komme i biblioteket: Hvor lang er fristen?"]
    )
    assert told(unused) == told(editor) == []
    assert OutgoingMail.objects.count() == before
    for entry in Entry.objects.filter(action__in=["drafting.made", "library.draft_made"]):
        assert entry.about_id is None and entry.by_id == editor.pk


def test_only_those_whose_words_stand_in_it_find_the_page(solved, asker, helper, editor, client):
    draft = flows.draft_from(question=solved, by=editor)
    page = reverse("drafting:used", args=[solved.pk])
    for person, heading in ((asker, "Dit spørgsmål"), (helper, "Dit svar")):
        client.force_login(person)
        assert heading in client.get(page).text
    for person in (editor, make_member("Bo Udenfor", "Vejle")):
        client.force_login(person)
        assert client.get(page).status_code == 404
    drafting.discard_draft(draft=draft, by=editor)
    assert "bruger ikke spørgsmålet" in client.get(page, follow=True).text


def test_an_anonymous_writer_objects_without_being_seen(asker, helper, editor, client):
    question = make_question(asker)
    accepted(question, helper, "<p>Syv dage.</p>", anonymous=True)
    question.refresh_from_db()
    draft = flows.draft_from(question=question, by=editor)
    voice = draft.voices.get(place=1)
    client.force_login(helper)
    page = reverse("drafting:used", args=[question.pk])
    client.post(page, {"voice": voice.pk, "words": "Udelad eksemplet."})
    voice.refresh_from_db()
    assert voice.is_against and voice.objection == "Udelad eksemplet."
    for entry in Entry.objects.filter(action__in=["drafting.objected", "library.objected"]):
        assert (entry.by_id, entry.about_id) == (None, None)
    assert Notice.objects.get(kind="draft-objected").recipient == editor
    client.force_login(editor)
    desk = client.get(reverse("library_desk:draft", args=[draft.pk])).text
    assert "Indsigelse fra den, der skrev svar 1" in desk and "Udelad eksemplet." in desk
    assert helper.name not in desk and asker.name not in desk


def test_whoever_asked_openly_and_answered_anonymously_has_two_voices(asker, editor, client):
    question = make_question(asker)
    accepted(question, asker, "<p>Jeg fandt det selv.</p>", anonymous=True)
    question.refresh_from_db()
    draft = flows.draft_from(question=question, by=editor)
    client.force_login(asker)
    client.post(
        reverse("drafting:used", args=[question.pk]),
        {"voice": draft.voices.get(place=0).pk, "words": "Nej tak."},
    )
    assert [voice.objection for voice in draft.voices.all()] == ["Nej tak.", ""]
    assert set(
        Entry.objects.filter(action="drafting.objected").values_list("by_id", flat=True)
    ) == {asker.pk}


def test_nobody_speaks_with_anothers_voice(solved, asker, helper, editor, client):
    draft = flows.draft_from(question=solved, by=editor)
    theirs = draft.voices.get(place=0)
    with pytest.raises(Refused) as refused:
        flows.object_to_use(voice=theirs, words="Nej.", by=helper)
    assert refused.value.codes == ["not_your_words"]
    client.force_login(helper)
    client.post(reverse("drafting:used", args=[solved.pk]), {"voice": theirs.pk, "words": "Nej."})
    assert not Voice.objects.exclude(objection="").exists()


def test_an_objection_is_answered_before_anything_is_published(solved, helper, editor, client):
    draft = flows.draft_from(question=solved, by=editor)
    voice = flows.object_to_use(voice=draft.voices.get(place=1), words="Udelad det.", by=helper)
    with pytest.raises(Refused) as refused:
        publish(draft)
    assert refused.value.codes == ["objected"]
    client.force_login(editor)
    settle = reverse("library_desk:settle", args=[voice.pk])
    assert "Skriv et par ord" in client.post(settle, {"reply": " "}, follow=True).text
    client.post(settle, {"reply": "Det har vi gjort."})
    assert Notice.objects.get(kind="objection-answered").recipient == helper
    client.force_login(helper)
    assert "Det har vi gjort." in client.get(reverse("drafting:used", args=[solved.pk])).text
    assert publish(draft).title == solved.title


def test_a_cpr_number_is_in_no_objection_and_no_answer_to_one(solved, helper, editor, client):
    draft = flows.draft_from(question=solved, by=editor)
    voice = draft.voices.get(place=1)
    client.force_login(helper)
    page = reverse("drafting:used", args=[solved.pk])
    answer = client.post(page, {"voice": voice.pk, "words": "Det er 010203-1234."})
    assert answer.status_code == 200 and "CPR" in answer.text
    with pytest.raises(ValidationError):
        flows.object_to_use(voice=voice, words="Det er 010203-1234.", by=helper)
    voice.refresh_from_db()
    assert voice.objected_at is None


# --- publishing what came from the forum -------------------------------------------------------------
def test_it_is_published_for_members_and_never_for_others(solved, editor, helper, client):
    draft = flows.draft_from(question=solved, by=editor)
    assert not guides_for(helper).exists() and not search_for(helper, "fristen").exists()
    guide = publish(draft)
    assert list(guides_for(helper)) == list(search_for(helper, "fristen")) == [guide]
    client.force_login(helper)
    text = client.get(guide.get_absolute_url()).text
    assert "Fra netværkets spørgsmål" in text and "Navne, steder og dage er udeladt" in text
    assert f"/spoerg/{solved.pk}/" not in text and "Lone Madsen" not in text
    client.logout()
    assert client.get(guide.get_absolute_url()).status_code == 302
    with pytest.raises(IntegrityError), transaction.atomic():
        Guide.objects.filter(pk=guide.pk).update(audience="public", kind="practice")


def test_the_question_leads_the_secretariat_to_it_and_back(solved, editor, helper, client):
    draft = flows.draft_from(question=solved, by=editor)
    guide = publish(draft)
    address = reverse("questions:question", args=[solved.pk])
    client.force_login(editor)
    assert guide.get_absolute_url() in client.get(address).text
    assert address in client.get(reverse("library_desk:draft", args=[draft.pk])).text
    again = client.post(reverse("drafting:make", args=[solved.pk]))
    assert again["Location"] == reverse("library_desk:guide", args=[guide.pk])
    client.force_login(helper)
    assert "Til biblioteket" not in client.get(address).text


def _question_deleted(question):
    questions.delete_question(question=question, by=question.author)
    return "question_gone"


def _answer_deleted(question):
    answer = question.answers.get()
    questions.delete_answer(answer=answer, by=answer.author)
    return "answer_gone"


def _asked_of_a_group(question):
    type(question).objects.filter(pk=question.pk).update(audience=make_group())
    return "one_group"


@pytest.mark.parametrize("deed", [_question_deleted, _answer_deleted, _asked_of_a_group])
def test_what_has_happened_to_the_question_since_stands_against_publishing(deed, solved, editor):
    draft = flows.draft_from(question=solved, by=editor)
    code = deed(solved)
    with pytest.raises(Refused) as refused:
        publish(draft)
    assert refused.value.codes == [code]
    assert draft_of(solved).guide is None and not Guide.objects.exists()
