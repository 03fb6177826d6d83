"""What is being written is kept for its writer alone, and newer text is never written over."""

import re
import uuid
from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from forum.questions import flows, queries
from forum.questions.flows import drafting
from forum.questions.flows.forgetting import delete_drafts
from forum.questions.models import Answer, Draft, Question, QuestionEvent
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.factories import files
from tests.factories.forum import make_answer, make_draft, make_question, make_topic
from tests.factories.people import make_group

pytestmark = pytest.mark.django_db
CPR = "010190-1234"
JSON = {"accept": "application/json"}


@pytest.fixture(autouse=True)
def files_of_one_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def member(client, personas):
    client.force_login(personas.member)
    return personas.member


@pytest.fixture
def question(personas):
    return make_question(personas.coordinator)


def typed(**more) -> dict:
    """A form as a page sends it while it is written in."""
    return {"title": "", "body": "", "key": uuid.uuid4(), "draft": 0, **more}


def keep(client, question=None, **more):
    """Save as the page does by itself; gives what the page is told."""
    name, parts = ("draft_answer", [question.pk]) if question else ("draft_question", [])
    return client.post(reverse(f"questions:{name}", args=parts), typed(**more), headers=JSON)


# --- saving and fetching -----------------------------------------------------------------------------
def test_a_draft_is_kept_by_the_servers_clock_and_fetched_on_any_machine(
    client, member, personas, monkeypatch
):
    moment = datetime(2026, 11, 20, 10, 42, tzinfo=ZoneInfo("Europe/Copenhagen"))
    monkeypatch.setattr(drafting, "timezone", SimpleNamespace(now=lambda: moment))
    topic = make_topic()
    told = keep(
        client,
        title="Må jeg",
        body="<p>Det er <em>svært</em></p>",
        topics=[topic.pk],
        anonymous="on",
        audience=personas.group.pk,
    ).json()
    assert (told["saved"], told["number"], told["line"]) == (True, 1, "Kladden er gemt kl. 10.42")
    page = client.get(reverse("questions:ask"))
    form = page.context["form"]
    assert form["title"].value() == "Må jeg" and form["anonymous"].value() is True
    assert form["topics"].value() == [topic.pk] and form["audience"].value() == personas.group.pk
    assert form["draft"].value() == 1 and "<em>svært</em>" in page.text.replace(
        "&lt;", "<"
    ).replace("&gt;", ">")
    assert "Din kladde er hentet frem" in page.text


def test_an_answers_draft_belongs_to_its_question(client, member, question):
    other = make_question(member)
    keep(client, question, body="Til den ene")
    keep(client, other, body="Til den anden")
    keep(client, title="Et nyt")
    assert Draft.objects.count() == 3
    page = client.get(reverse("questions:question", args=[question.pk])).text
    assert "Til den ene" in page and "Til den anden" not in page


def test_half_a_form_is_enough(client, member):
    assert keep(client).json()["saved"] is True


def test_no_one_else_sees_it(client, personas, question):
    make_draft(personas.member, question, body="<p>Hemmeligt</p>", anonymous=True)
    make_draft(personas.member, title="Hemmeligt")
    for name, user in personas.all().items():
        if not user.is_authenticated or name == "member":
            continue
        assert queries.draft_of(user) is None and queries.draft_of(user, question) is None
        client.force_login(user)
        for url in (
            reverse("questions:ask"),
            reverse("questions:question", args=[question.pk]),
            reverse("questions:list") + "?q=Hemmeligt",
        ):
            # What was searched for stands in the addresses and the field of the search.
            said = re.sub(
                r"[?;]q=Hemmeligt|value=\"Hemmeligt\"|»Hemmeligt«", "", client.get(url).text
            )
            assert "Hemmeligt" not in said, (name, url)


def test_nothing_tells_that_it_exists(personas, question):
    personas.all()
    before = [model.objects.count() for model in (Entry, Notice, OutgoingMail, QuestionEvent)]
    make_draft(personas.member, question, anonymous=True)
    flows.discard(question=question, by=personas.member)
    after = [model.objects.count() for model in (Entry, Notice, OutgoingMail, QuestionEvent)]
    assert after == before


def test_a_draft_of_what_one_may_not_read_is_not_kept(client, personas):
    narrow = make_question(personas.member, audience=personas.group)
    client.force_login(personas.other_coordinator)
    assert keep(client, narrow, body="x").status_code == 404
    with pytest.raises(Refused):
        make_draft(personas.other_coordinator, narrow)


# --- newer text --------------------------------------------------------------------------------------
def test_an_older_window_never_writes_over_newer_text(client, member):
    first = keep(client, title="Et").json()["number"]
    second = keep(client, title="To", draft=first).json()["number"]
    late = keep(client, title="Gammelt", draft=first)
    assert late.status_code == 409
    told = late.json()
    assert (told["saved"], told["refused"], told["newer"]) == (
        False,
        "newer",
        reverse("questions:ask"),
    )
    assert "nyere kladde" in told["errors"]["__all__"]["text"]
    assert Draft.objects.get().title == "To" and second == 2
    assert keep(client, title="Også nyt", draft=0).status_code == 409, "a window that began empty"


def test_an_older_windows_files_do_not_let_its_text_through(client, member):
    first = keep(client, title="Et").json()["number"]
    keep(client, title="To", draft=first)
    late = keep(
        client,
        title="Gammelt",
        draft=first,
        attached=[SimpleUploadedFile("Notat.docx", files.word("x"))],
    )
    assert late.status_code == 409 and Draft.objects.get().title == "To"
    assert Draft.objects.get().attachments.count() == 1, "a file writes over nothing"


def test_without_javascript_an_older_window_gets_its_text_back(client, member):
    keep(client, title="Et")
    keep(client, title="To", draft=1)
    page = client.post(
        reverse("questions:draft_question"), typed(title="Gammelt", draft=1, save="1")
    )
    assert page.status_code == 200 and 'value="Gammelt"' in page.text
    assert "nyere kladde" in page.text and Draft.objects.get().title == "To"


def test_a_posted_text_does_not_come_back_as_a_draft(client, member):
    key = uuid.uuid4()
    number = keep(client, title="Må jeg?", body="x", key=key).json()["number"]
    client.post(reverse("questions:ask"), typed(title="Må jeg?", body="x", key=key, draft=number))
    assert Question.objects.count() == 1 and not Draft.objects.exists()
    for behind in (0, number):
        late = keep(client, title="Må jeg?", body="x", key=key, draft=behind)
        assert (late.status_code, late.json()["refused"]) == (409, "settled")
    assert not Draft.objects.exists()


def test_a_discarded_draft_does_not_come_back_from_another_window(client, member):
    number = keep(client, title="Et").json()["number"]
    assert keep(client, discard="1").json() == {"gone": reverse("questions:ask")}
    late = keep(client, title="Et og to", draft=number)
    assert late.json()["refused"] == "settled" and not Draft.objects.exists()
    assert keep(client, title="Forfra").json()["saved"] is True


# --- posting -----------------------------------------------------------------------------------------
def test_posting_takes_the_draft_along_in_the_same_transaction(personas, question, monkeypatch):
    make_draft(personas.member, question)

    def broken(*args, **kwargs):
        raise RuntimeError

    from forum.questions.flows import posting

    with monkeypatch.context() as patch:
        patch.setattr(posting, "record", broken)
        with pytest.raises(RuntimeError):
            make_answer(question, personas.member, draft=flows.Drafted(1))
    assert Draft.objects.count() == 1 and not Answer.objects.exists()
    make_answer(question, personas.member, draft=flows.Drafted(1))
    assert not Draft.objects.exists()


def test_what_another_window_wrote_since_stays_a_draft(client, member):
    keep(client, title="Et")
    keep(client, title="Et og mere", draft=1)
    client.post(reverse("questions:ask"), typed(title="Et", body="x", draft=1))
    assert Question.objects.get().title == "Et" and Draft.objects.get().title == "Et og mere"


def test_the_last_words_need_not_have_been_saved(client, member):
    """The save under way and the posting come from one form, so the draft goes whatever its number."""
    key = uuid.uuid4()
    keep(client, title="Et", key=key)
    client.post(reverse("questions:ask"), typed(title="Et.", body="x", key=key, draft=0))
    assert not Draft.objects.exists()


# --- CPR ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("field", "text", "spot"),
    [
        ("title", f"Om § 7 og {CPR}", "1 10"),
        ("body", "<p>Stk. 2:</p><p>Borgeren <strong>0101</strong>90-1234</p>", "1 10"),
        ("body", "<p>Nr. 12 og 010190&#45;1234</p>", "2 10"),
    ],
)
def test_a_cpr_number_is_kept_nowhere_and_its_place_is_said(
    client, member, field, text, spot, caplog
):
    told = keep(client, **{"title": "Titel", "body": "Tekst", field: text})
    assert told.status_code == 200
    error = told.json()["errors"][field]
    assert told.json()["saved"] is False and error["spot"] == spot
    assert "CPR-nummer" in error["text"] and "borgeren" in error["text"].lower()
    assert "1234" not in told.text and "1234" not in caplog.text
    assert not Draft.objects.exists()
    for model in (Draft, Question, QuestionEvent, Entry, OutgoingMail, Notice):
        assert "1234" not in str(list(model.objects.values())), model


def test_the_flow_has_the_guard_too(personas):
    for text in ({"title": CPR}, {"body": "<p>0101<em>90</em>1234</p>"}):
        with pytest.raises(ValidationError) as refused:
            make_draft(personas.member, **text)
        assert refused.value.code == "cpr"
    assert not Draft.objects.exists()


def test_the_page_that_comes_back_carries_the_spot(client, member):
    page = client.post(reverse("questions:ask"), typed(title="Titel", body=f"Stk. 2: {CPR}"))
    box = re.search(r"<textarea[^>]*>", page.text)[0]
    assert 'data-spot="1 10"' in box and 'aria-invalid="true"' in box
    page = client.post(reverse("questions:ask"), typed(title="Titel uden tekst"))
    assert "data-spot" not in page.text


# --- hints -------------------------------------------------------------------------------------------
def test_hints_come_with_the_save_and_stop_nothing(client, member):
    told = keep(client, title="Sagsnr. 23/014552", body="Ring til hende på 20 12 34 56").json()
    assert told["saved"] is True
    assert [hint.split(" i teksten")[0] for hint in told["hints"]] == [
        "Der ser ud til at være et telefonnummer",
        "Der ser ud til at være et sagsnummer",
    ]
    assert keep(client, title="§ 19, stk. 2", draft=1).json()["hints"] == []


@pytest.mark.parametrize("told", ["", "1"])
def test_without_javascript_a_hint_comes_once_after_posting(client, member, question, told):
    done = client.post(
        reverse("questions:answer", args=[question.pk]),
        typed(body="Det er sag 2023-0064505", told=told),
        follow=True,
    )
    answer = Answer.objects.get()
    assert ("sagsnummer" in done.text) == (told == "")
    edit = reverse("questions:edit_answer", args=[answer.pk])
    assert (f'<a href="{edit}">Ret det</a>' in done.text) == (told == "")
    again = client.get(reverse("questions:question", args=[question.pk]))
    assert "sagsnummer" not in again.text


# --- buttons -----------------------------------------------------------------------------------------
def test_the_buttons_do_without_javascript(client, member, question):
    address = reverse("questions:draft_answer", args=[question.pk])
    here = reverse("questions:question", args=[question.pk]) + "#svar-her"
    sent = typed(
        body="Et udkast",
        save="1",
        attached=[SimpleUploadedFile("Notat.docx", files.word("x"))],
    )
    assert client.post(address, sent)["Location"] == here
    page = client.get(here)
    assert "Et udkast" in page.text and "Notat.docx" in page.text
    draft = Draft.objects.get()
    (file,) = draft.attachments.all()
    client.post(address, typed(body="Et udkast til", draft=draft.number, remove=file.pk))
    draft.refresh_from_db()
    assert draft.body == "<p>Et udkast til</p>" and not draft.attachments.exists()
    assert client.post(address, typed(discard="1"))["Location"] == here
    assert not Draft.objects.exists()


def test_nobody_removes_anothers_file(client, personas, question):
    make_draft(personas.coordinator, question)
    from portal.ui.uploads import taken

    upload = taken(SimpleUploadedFile("Notat.docx", files.word("x")))
    draft = flows.keep_files(question=question, uploads=[upload], by=personas.coordinator)
    file = draft.attachments.get()
    client.force_login(personas.member)
    keep(client, question, remove=file.pk)
    client.post(reverse("questions:answer", args=[question.pk]), typed(body="x", file=file.pk))
    assert draft.attachments.get() == file
    assert not Answer.objects.get().attachments.exists()


def test_the_night_deletes_what_nobody_has_touched_for_long(personas, question):
    old, new = make_draft(personas.member), make_draft(personas.member, question)
    Draft.objects.filter(pk=old.pk).update(saved_at=timezone.now() - timedelta(days=31))
    assert delete_drafts(before=timezone.now() - timedelta(days=30), by=None) == 1
    assert Draft.objects.get() == new
    assert Entry.objects.get(action="questions.drafts_deleted").facts == {"count": 1}


def test_a_draft_for_a_group_one_has_left_is_not_asked_of_everybody(client, member, personas):
    other = make_group("Fyn", "Odense", "Faxe")
    make_draft(member, title="Et", audience=other)
    Draft.objects.update(audience=make_group("Nord", "Aalborg"))
    assert "er du ikke længere med i" in client.get(reverse("questions:ask")).text
    page = client.post(reverse("questions:ask"), typed(title="Et", body="x", draft=1))
    assert list(page.context["form"].errors) == ["audience"] and not Question.objects.exists()
    client.post(reverse("questions:ask"), typed(title="Et", body="x", draft=1, audience=""))
    assert Question.objects.get().audience is None


def test_an_empty_search_does_not_write_over_the_draft(client, member):
    keep(client, title="Min kladde")
    page = client.get(reverse("questions:ask") + "?title=aktindsigt")
    assert page.context["form"]["title"].value() == "Min kladde"
