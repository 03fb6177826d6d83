"""The desk's drafts: seen by nobody else, looked through before they are published, published once."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice
from resources.library.desk_queries import drafts_for
from resources.library.enums import Audience, Kind
from resources.library.finding import search_for
from resources.library.flows import drafting
from resources.library.flows.publishing import save_guide, withdraw_version
from resources.library.models import Draft, Guide
from resources.library.reach import guides_for
from resources.library.recognising import signs
from resources.library.wording import plain_text
from tests.factories.people import make_member
from tests.factories.resources import SECTIONS, make_guide, make_topic, publish

pytestmark = pytest.mark.django_db
# Ticked by the one who publishes.
CHECKS = {"no_citizen": "on", "no_colleague": "on", "still_right": "on"}


def make_draft(by, title: str = "Frist på øen", **fields) -> Draft:
    return drafting.make_draft(title=title, sections=SECTIONS, by=by, **fields)[0]


def typed(step: str = "save", **changes) -> dict:
    section = {"heading": "Svar", "text": "Syv arbejdsdage.", "points": ""}
    text = nested_form_data({"sections": streamfield([("section", section)])})
    return {**text, "title": "Fristen for svar", "summary": "", "step": step, **changes}


@pytest.fixture
def editor(personas):
    return personas.editor


@pytest.fixture
def at_the_desk(client, editor):
    client.force_login(editor)
    return client


# --- who ---------------------------------------------------------------------------------------------
def test_a_draft_is_for_those_who_keep_the_library_alone(client, personas):
    draft = make_draft(personas.editor)
    pages = [
        reverse(f"library_desk:{name}", args=[draft.pk])
        for name in ("draft", "publish_draft", "discard_draft")
    ]
    for name, user in personas.all().items():
        client.logout()
        if user.is_authenticated:
            client.force_login(user)
        opens = name in ("editor", "administrator")
        assert (list(drafts_for(user)) == [draft]) == opens, name
        for page in pages:
            assert (client.get(page).status_code == 200) == opens, (name, page)
        assert not guides_for(user).exists() and not search_for(user, "Frist").exists()


@pytest.mark.parametrize("deed", ["save_draft", "publish_draft", "discard_draft"])
def test_nobody_else_changes_it(deed, personas):
    draft = make_draft(personas.editor)
    given = {
        "save_draft": {"title": "x", "sections": SECTIONS},
        "publish_draft": {"seen": draft.seen, "nobody_recognised": True},
        "discard_draft": {},
    }[deed]
    with pytest.raises(Refused) as refused:
        getattr(drafting, deed)(draft=draft, by=personas.jurist, **given)
    assert "not_allowed" in refused.value.codes
    assert list(Draft.objects.values_list("title", "guide")) == [("Frist på øen", None)]


# --- working on it -----------------------------------------------------------------------------------
def test_it_is_worked_on_at_the_desk(at_the_desk, editor):
    topic, other = make_topic(), make_guide("Notatpligt", klarret=7)
    draft = make_draft(editor)
    page = reverse("library_desk:draft", args=[draft.pk])
    at_the_desk.post(page, typed(summary="Kort.", topics=[topic.pk], related=[other.pk]))
    draft.refresh_from_db()
    assert (draft.title, draft.summary) == ("Fristen for svar", "Kort.")
    assert draft.sections == [{"heading": "Svar", "paragraphs": ["Syv arbejdsdage."], "points": []}]
    assert list(draft.topics.all()) == [topic] and list(draft.related.all()) == [other]
    assert Entry.objects.filter(action="library.draft_changed").count() == 1
    assert "Fristen for svar" in at_the_desk.get(reverse("library_desk:list")).text


def test_a_cpr_number_gets_into_no_draft(at_the_desk, editor):
    draft = make_draft(editor)
    page = reverse("library_desk:draft", args=[draft.pk])
    answer = at_the_desk.post(page, typed(title="Sagen om 010203-1234"))
    assert answer.status_code == 200 and "CPR" in answer.text
    with pytest.raises(ValidationError):
        drafting.save_draft(draft=draft, title="010203-1234", sections=SECTIONS, by=editor)
    draft.refresh_from_db()
    assert draft.title == "Frist på øen"


def test_it_is_looked_at_as_members_would_see_it_and_nothing_is_stored(at_the_desk, editor):
    other = make_guide("Notatpligt", klarret=7)
    draft = make_draft(editor)
    page = reverse("library_desk:draft", args=[draft.pk])
    answer = at_the_desk.post(
        page, typed("preview", topics=[make_topic("hast").pk], related=[other.pk])
    )
    assert "Syv arbejdsdage." in answer.text and "hast" in answer.text
    assert "KlarRet 7: Notatpligt" in answer.text
    draft.refresh_from_db()
    assert draft.title == "Frist på øen" and Guide.objects.count() == 1


def test_what_stands_out_is_shown_to_whoever_edits(at_the_desk, editor):
    make_member("Jens Aagaard", "Aarhus")
    words = "Jens Aagaards sag 2023-0064505 i Aarhus: ring 12 34 56 78 om Nørregade 4B den 3. maj."
    draft = drafting.make_draft(
        title="Frist",
        sections=[{"heading": "Svar", "paragraphs": [words], "points": []}],
        by=editor,
    )[0]
    text = at_the_desk.get(reverse("library_desk:draft", args=[draft.pk])).text
    assert "Se på dem en gang til" in text and "Nørregade 4B" in text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Skriv til lone@ringsted.example", ["lone@ringsted.example"]),
        ("Ring 33661400 eller +45 33 66 14 50", ["33661400", "+45 33 66 14 50"]),
        ("Sagen 2023-0064505", ["2023-0064505"]),
        ("Den 21. november 2026 og 3.5.2024", ["21. november 2026", "3.5.2024"]),
        ("Mette Holms råd i Odense", ["Mette Holms", "Odense"]),
        ("Efter § 19, stk. 2, er fristen 7 arbejdsdage i 2026.", []),
    ],
)
def test_what_can_show_who_it_is_about_stands_out(text, found, db):
    make_member("Mette Holm", "Odense")
    assert signs([text]) == found


# --- publishing it -----------------------------------------------------------------------------------
def test_each_point_of_the_check_is_ticked_first(client, personas, editor):
    draft = make_draft(editor)
    page = reverse("library_desk:publish_draft", args=[draft.pk])
    client.force_login(personas.administrator)
    for point in CHECKS:
        ticked = {key: on for key, on in CHECKS.items() if key != point}
        client.post(page, {**ticked, "seen": draft.seen})
    with pytest.raises(Refused) as refused:
        publish(draft, nobody_recognised=False, by=personas.administrator)
    assert refused.value.codes == ["not_checked"]
    assert not Guide.objects.exists()


def test_it_is_published_with_all_that_belongs_to_it(client, personas, editor, run_jobs):
    topic, other = make_topic(), make_guide("Notatpligt", klarret=7)
    draft = make_draft(editor, topics=[topic], related=[other])
    client.force_login(personas.administrator)
    page = reverse("library_desk:publish_draft", args=[draft.pk])
    client.post(page, {**CHECKS, "seen": draft.seen})
    guide = Guide.objects.get(kind=Kind.NETWORK)
    assert (guide.slug, guide.audience, guide.from_members) == ("frist-paa-oeen", "members", True)
    assert list(guide.topics.all()) == [topic] and list(guide.related.all()) == [other]
    version = guide.editions.get().newest
    assert version.text == plain_text(SECTIONS)
    draft.refresh_from_db()
    assert (draft.guide, draft.checked_by) == (
        guide,
        personas.administrator,
    ) and draft.checked_at is not None
    entry = Entry.objects.get(action="library.draft_published")
    assert (entry.by_id, entry.facts) == (personas.administrator.pk, {"nobody_recognised": True})
    run_jobs()
    version.refresh_from_db()
    assert version.file and version.pages == 1  # it prints


def test_publishing_twice_gives_the_same_guide(personas, editor):
    draft = make_draft(editor)
    first = publish(draft, by=personas.administrator)
    assert publish(draft, by=personas.administrator) == first
    assert Guide.objects.count() == 1


def test_whoever_made_or_changed_it_does_not_publish_it_and_a_second_person_does(
    client, personas, editor
):
    second = personas.administrator
    draft = make_draft(editor)
    for person in (editor, second):
        with pytest.raises(Refused) as refused:
            publish(draft, by=editor)
        assert refused.value.codes == ["own_text"]
        drafting.save_draft(draft=draft, title="Frist", sections=SECTIONS, by=person)
    # The second has pressed the button only, and has changed nothing.
    assert list(draft.writers.values_list("person", flat=True)) == [editor.pk]
    page = reverse("library_desk:publish_draft", args=[draft.pk])
    client.force_login(editor)
    assert "så en anden skal læse og godkende den" in client.get(page).text
    client.post(page, {**CHECKS, "seen": draft.seen})
    assert not Guide.objects.exists()
    assert publish(draft, by=second) == Guide.objects.get()
    assert not draft.writers.exists()


def test_what_was_changed_since_it_was_read_is_read_again(client, personas, editor):
    draft = make_draft(editor)
    drafting.save_draft(draft=draft, title="Anden frist", sections=SECTIONS, by=editor)
    client.force_login(personas.administrator)
    page = reverse("library_desk:publish_draft", args=[draft.pk])
    answer = client.post(page, {**CHECKS, "seen": draft.seen}, follow=True)
    assert "Læs den igen" in answer.text and "Anden frist" in answer.text
    assert not Guide.objects.exists()


def test_a_writer_who_is_done_calls_the_others_who_find_it_by_a_button(
    client, personas, at_the_desk, editor
):
    personas.all()
    draft = make_draft(editor)
    page = reverse("library_desk:draft", args=[draft.pk])
    assert "Læs det igennem, og udgiv det" not in at_the_desk.get(page).text
    answer = at_the_desk.post(page, typed("publish"))
    assert answer["Location"] == page
    waits = Notice.objects.filter(kind="draft-waits")
    assert {notice.recipient for notice in waits} == {personas.administrator}
    client.force_login(personas.administrator)
    assert "Læs det igennem, og udgiv det" in client.get(page).text


def test_two_of_one_title_get_two_addresses(editor):
    slugs = [publish(make_draft(editor)).slug for _ in range(3)]
    assert slugs == ["frist-paa-oeen", "frist-paa-oeen-2", "frist-paa-oeen-3"]


def test_what_is_published_is_neither_changed_nor_thrown_away_as_a_draft(at_the_desk, editor):
    draft = make_draft(editor)
    guide = publish(draft)
    for deed, given in (
        ("save_draft", {"title": "x", "sections": SECTIONS}),
        ("discard_draft", {}),
    ):
        with pytest.raises(Refused) as refused:
            getattr(drafting, deed)(draft=draft, by=editor, **given)
        assert refused.value.codes == ["published"]
    page = reverse("library_desk:publish_draft", args=[draft.pk])
    assert at_the_desk.get(page)["Location"] == reverse("library_desk:guide", args=[guide.pk])


def test_it_is_withdrawn_like_any_other_material(editor, client, personas):
    guide = publish(make_draft(editor))
    withdraw_version(version=guide.editions.get().newest, because="Loven er ændret.", by=editor)
    client.force_login(personas.member)
    text = client.get(guide.get_absolute_url()).text
    assert "Loven er ændret." in text and "Borgeren skal høres" not in text


def test_what_members_wrote_cannot_be_made_public_in_wagtails_form_either(at_the_desk, editor):
    guide = publish(make_draft(editor))
    form = {
        "title": guide.title,
        "slug": guide.slug,
        "kind": Kind.PRACTICE,
        "number": "",
        "audience": Audience.PUBLIC,
        "summary": "",
        "link": "",
    }
    answer = at_the_desk.post(reverse("wagtailsnippets_library_guide:edit", args=[guide.pk]), form)
    assert answer.status_code == 200 and "kun medlemmer må læse det" in answer.text
    with pytest.raises(IntegrityError), transaction.atomic():
        save_guide(slug=guide.slug, title="x", kind=Kind.PRACTICE, audience="public", by=None)
    guide.refresh_from_db()
    assert guide.audience == Audience.MEMBERS


def test_a_draft_that_is_thrown_away_is_gone(at_the_desk, editor):
    draft = make_draft(editor, origin="question:1", voices=["question:1"])
    page = reverse("library_desk:discard_draft", args=[draft.pk])
    assert at_the_desk.get(page).status_code == 200 and Draft.objects.exists()
    at_the_desk.post(page)
    assert not Draft.objects.exists()
    assert Entry.objects.filter(action="library.draft_discarded").count() == 1


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_desk_costs_the_same_however_many_drafts(
    count, at_the_desk, editor, django_assert_num_queries
):
    for place in range(count):
        make_draft(editor, f"Nr. {place}")
    at_the_desk.get(reverse("library_desk:list"))
    with django_assert_num_queries(DESK):
        at_the_desk.get(reverse("library_desk:list"))


DESK = 15
