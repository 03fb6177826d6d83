"""A file has one rule, and one answer for whatever is not for this reader."""

import pytest
from django.urls import reverse
from django.utils import timezone

from members.onboarding.enums import Deed
from members.onboarding.flows import start_onboarding
from members.onboarding.models import StepDone
from resources.library.enums import Audience
from resources.library.models import DownloadCount, ReadReceipt
from tests.factories.people import Personas
from tests.factories.resources import make_guide, make_version

MEMBERS = {"member", "coordinator", "other_coordinator", "editor", "jurist", "administrator"}


@pytest.fixture
def version(db):
    return make_version(typeset=True)


@pytest.fixture
def public(db):
    return make_version(make_guide("Til alle", audience=Audience.PUBLIC), typeset=True)


def enter(client, user):
    if user.is_authenticated:
        client.force_login(user)
    return client


@pytest.mark.parametrize("name", Personas.NAMES)
def test_everyone_gets_what_the_rule_says(client, personas, version, public, name):
    enter(client, getattr(personas, name))
    assert client.get(public.file_url).status_code == 200
    answer = client.get(version.file_url)
    if name in MEMBERS:
        assert answer.status_code == 200
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")
    else:
        assert answer.status_code == (302 if name == "stranger" else 404)


@pytest.mark.parametrize("name", Personas.NAMES)
@pytest.mark.parametrize("method", ["get", "head"])
def test_nobody_learns_what_there_is(client, personas, version, name, method):
    """A wrong name, a wrong number, a file without content and a foreign one are answered alike."""
    enter(client, getattr(personas, name))
    unfinished = make_version()
    wrong = [
        reverse("library:file", args=[version.pk, "et-andet-navn.pdf"]),
        reverse("library:file", args=[version.pk + 999, version.file_name]),
        reverse("library:file", args=[10**30, version.file_name]),
        unfinished.file_url,
    ]
    if name not in MEMBERS:
        wrong.append(version.file_url)
    answers = {
        (answer.status_code, answer.get("Location", "").partition("?")[0], "ETag" in answer)
        for answer in (getattr(client, method)(address) for address in wrong)
    }
    expected = (302, reverse("account_login"), False) if name == "stranger" else (404, "", False)
    assert answers == {expected}


def test_the_file_is_private_and_keeps_no_tag(client, personas, version, public):
    for reader, each in ((personas.member, version), (personas.stranger, public)):
        answer = enter(client, reader).get(each.file_url, headers={"If-None-Match": "*"})
        assert answer.status_code == 200
        assert "private" in answer["Cache-Control"]
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"].startswith("inline")
        assert "ETag" not in answer
        assert "Last-Modified" not in answer
        client.logout()


def test_head_says_how_long_it_is_and_counts_nothing(client, personas, version):
    answer = enter(client, personas.member).head(version.file_url)
    assert answer.status_code == 200
    assert answer["Content-Length"] == str(version.size)
    assert answer.content == b""
    assert not ReadReceipt.objects.exists()
    assert not DownloadCount.objects.exists()


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-99", 0, 99), ("bytes=100-", 100, None), ("bytes=-50", -50, None)],
)
def test_a_part_is_answered_with_that_part(client, personas, version, asked, first, last):
    enter(client, personas.member)
    whole = client.get(version.file_url).content
    part = client.get(version.file_url, headers={"Range": asked})
    assert part.status_code == 206
    assert part.content == whole[first : None if last is None else last + 1]
    assert part["Content-Length"] == str(len(part.content))
    assert part["Content-Range"].endswith(f"/{len(whole)}")


@pytest.mark.parametrize(
    "asked", ["bytes=5-2", "bytes=0-1,5-9", "lines=1-2", "bytes=-", "bytes=0-"]
)
def test_what_is_no_single_part_gives_the_whole(client, personas, version, asked):
    answer = enter(client, personas.member).get(version.file_url, headers={"Range": asked})
    assert answer.status_code == 200
    assert len(answer.content) == version.size


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0"])
def test_a_part_outside_the_file_is_refused(client, personas, version, asked):
    answer = enter(client, personas.member).get(version.file_url, headers={"Range": asked})
    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{version.size}"


def test_opening_leaves_one_receipt_a_nameless_count_and_ticks_the_step(client, personas, version):
    start_onboarding(person=personas.member, by=None)
    enter(client, personas.member)
    for _again in range(2):
        client.get(version.file_url)
    client.get(version.file_url, headers={"Range": "bytes=100-"})
    receipt = ReadReceipt.objects.get()
    assert (receipt.person, receipt.version) == (personas.member, version)
    count = DownloadCount.objects.get()
    assert (count.version, count.day, count.count) == (version, timezone.localdate(), 2)
    assert StepDone.objects.filter(
        onboarding__person=personas.member, step__deed=Deed.MATERIAL_READ
    ).exists()


def test_a_stranger_leaves_no_trace(client, public):
    assert client.get(public.file_url).status_code == 200
    assert not ReadReceipt.objects.exists()
    assert DownloadCount.objects.get().count == 1
