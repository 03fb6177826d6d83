"""How often one member may post, save a draft and attach files in a minute; what was typed is never lost."""

import uuid
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from forum.questions import pace
from forum.questions.models import Answer, Attachment, Comment, Draft, Question
from forum.questions.pace import Deed, overdone
from tests.factories import files
from tests.factories.forum import make_answer, make_question
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files_of_one_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still in the middle of a minute, and is moved by the test."""
    moment = [90.0]
    monkeypatch.setattr(pace, "time", SimpleNamespace(time=lambda: moment[0]))
    return moment


@pytest.fixture
def member(client, clock):
    member = make_member("Mette Holm", "Odense")
    client.force_login(member)
    return member


@pytest.fixture
def question(db):
    return make_question(make_member("Jens Aagaard", "Aarhus"))


def spend(deed, by, *, leaving=0):
    """Do all of it that this minute lets them do, but for so many."""
    assert not overdone(deed, times=pace.MOST[deed] - leaving, by=by)


def said(deed) -> str:
    return str(pace.TOO_FAST[deed])


def typed(**more) -> dict:
    return {"key": uuid.uuid4(), "draft": 0, "title": "Må jeg?", "body": "<p>Mine ord</p>", **more}


def document(name="Notat.docx"):
    return SimpleUploadedFile(name, files.word("Tekst"))


@pytest.mark.parametrize("deed", Deed)
def test_each_member_and_each_deed_is_counted_for_itself_and_each_minute_anew(
    deed, clock, question
):
    member, other = make_member("Mette Holm"), make_member("Ole Bro")
    spend(deed, member)
    assert [each.code for each in overdone(deed, by=member)] == ["too_fast"]
    assert not overdone(deed, by=other)
    assert not [each for each in Deed if each != deed and overdone(each, by=member)]
    clock[0] += pace.MINUTE
    assert not overdone(deed, by=member)


def test_what_is_posted_too_fast_comes_back_with_every_word(client, member, question):
    own = make_answer(make_question(member), member)
    spend(Deed.POST, member)
    for address, form in (
        (reverse("questions:ask"), typed(title="Mine ord")),
        (reverse("questions:edit", args=[own.question_id]), typed(title="Mine ord")),
        (reverse("questions:answer", args=[question.pk]), typed()),
        (reverse("questions:edit_answer", args=[own.pk]), typed()),
        (reverse("questions:comment", args=[own.pk]), typed(text="Mine ord")),
    ):
        page = client.post(address, form)
        assert (
            page.status_code == 200 and said(Deed.POST) in page.text and "Mine ord" in page.text
        ), address
    assert (Question.objects.count(), Answer.objects.count(), Comment.objects.count()) == (2, 1, 0)


def test_a_draft_saved_too_often_is_told_so_and_tries_again(client, member, clock):
    spend(Deed.DRAFT, member, leaving=1)
    address, headers = reverse("questions:draft_question"), {"accept": "application/json"}
    first = client.post(address, typed(), headers=headers).json()
    refused = client.post(address, typed(draft=1, title="Nyt"), headers=headers)
    told = refused.json()
    assert (refused.status_code, told["refused"], told["saved"]) == (409, "too_fast", False)
    assert told["errors"]["__all__"]["text"] == said(Deed.DRAFT) and told["number"] == 1
    assert Draft.objects.get().title == "Må jeg?" and first["saved"]
    page = client.post(address, typed(draft=1, title="Nyt")).text
    assert said(Deed.DRAFT) in page and 'value="Nyt"' in page, "the same by its button"
    clock[0] += pace.MINUTE
    assert client.post(address, typed(draft=1, title="Nyt"), headers=headers).json()["saved"]


def test_files_sent_too_fast_are_not_even_read(client, member, question, monkeypatch):
    def read(file):
        raise AssertionError("it was read")

    spend(Deed.FILE, member, leaving=1)
    monkeypatch.setattr("portal.ui.uploads.taken", read)
    sent = typed(attached=[document(), document("To.docx")])
    told = client.post(
        reverse("questions:draft_answer", args=[question.pk]),
        sent,
        headers={"accept": "application/json"},
    ).json()
    assert told["saved"] and told["errors"]["attached"]["text"] == said(Deed.FILE)
    assert "Mine ord" in Draft.objects.get().body
    page = client.post(
        reverse("questions:ask"), typed(attached=[document()], title="Mine ord")
    ).text
    assert said(Deed.FILE) in page and 'value="Mine ord"' in page
    own = make_question(member)
    page = client.post(
        reverse("questions:question_files", args=[own.pk]), {"attached": [document()]}
    )
    assert page.status_code == 200 and said(Deed.FILE) in page.text
    assert not Attachment.objects.exists() and not Question.objects.filter(title="Mine ord")
