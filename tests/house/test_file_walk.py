"""Every file that only some may have, asked for in every way by everyone: a part of it, its head, and whether
it has changed. One rule decides, and nobody learns from how they are refused."""

import pytest
from django.urls import reverse

from tests.factories import contributions, events, files, forum, resources
from tests.factories.people import Personas

WAYS = {
    "whole": ("get", {}),
    "head": ("head", {}),
    "part": ("get", {"Range": "bytes=0-3"}),
    "end": ("get", {"Range": "bytes=-4"}),
    "beyond": ("get", {"Range": "bytes=99999999-"}),
    "changed": ("get", {"If-None-Match": "*"}),
    "since": ("get", {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}),
}
#: What each way is answered with by whoever may have the file.
ALLOWED = {
    **dict.fromkeys(("whole", "head", "changed", "since"), 200),
    **dict.fromkeys(("part", "end"), 206),
    "beyond": 416,
}
EVERY_MEMBER = {"member", "coordinator", "other_coordinator", "editor", "jurist", "administrator"}
KEEPERS = {"editor", "administrator"}


@pytest.fixture
def shelf(db):
    """By room: an address, one of the same kind that leads nowhere, and who may have the file."""
    people = Personas()
    people.all()
    guide = resources.make_guide("Breve", slug="breve")
    version = resources.make_version(
        guide, typeset=True, files=[("Brev.docx", files.word("Kære borger"))]
    )
    beside = version.edition.files.get()
    waiting = resources.put_beside(version.edition, ("Kommer.docx", files.word("Kommer")))[0]
    attachment = forum.make_attachment(forum.make_question(people.jurist))
    material = events.make_material(
        events.make_meeting(people.group, by=people.coordinator), by=people.coordinator
    )
    given = contributions.make_contribution(people.member).files.get()
    at_the_desk = [beside.enclosure_id, beside.enclosure.name]
    return people, {
        "version": (version.file_url, "library:file", [10**6, version.file_name], EVERY_MEMBER),
        "beside": (
            reverse("library:guide_beside", args=["breve", "brev"]),
            "library:guide_beside",
            ["breve", waiting.place],
            EVERY_MEMBER,
        ),
        "beside a version": (
            reverse("library:guide_beside_version", args=["breve", 1, "brev"]),
            "library:guide_beside_version",
            ["breve", 2, "brev"],
            EVERY_MEMBER,
        ),
        "at the desk": (
            reverse("library_desk:enclosure", args=at_the_desk),
            "library_desk:enclosure",
            [10**6, "Brev.docx"],
            KEEPERS,
        ),
        "attachment": (
            reverse("questions:attachment", args=[attachment.pk, attachment.name]),
            "questions:attachment",
            [10**6, attachment.name],
            EVERY_MEMBER,
        ),
        "material": (
            material.get_absolute_url(),
            "material:file",
            [10**6, material.name],
            EVERY_MEMBER,
        ),
        "contribution": (
            given.get_absolute_url(),
            "contributions:file",
            [10**6, given.name],
            {"member", *KEEPERS},
        ),
    }


def told(answer) -> tuple:
    """All that an answer says besides a page that tells where one is."""
    place = answer.get("Location", "").partition("?")[0]
    said = [name for name in ("ETag", "Last-Modified", "Accept-Ranges") if name in answer]
    return answer.status_code, place, said


@pytest.mark.parametrize("name", Personas.NAMES)
def test_one_rule_whatever_is_asked(client, shelf, name):
    people, rooms = shelf
    user = getattr(people, name)
    if user.is_authenticated:
        client.force_login(user)
    wrong = []
    for room, (address, pattern, nowhere, readers) in rooms.items():
        for way, (method, headers) in WAYS.items():
            answer = getattr(client, method)(address, headers=headers)
            if name in readers:
                fine = answer.status_code == ALLOWED[way] and "ETag" not in answer
                fine = fine and "no-store" in answer["Cache-Control"]
            else:
                none = getattr(client, method)(reverse(pattern, args=nowhere), headers=headers)
                fine = told(answer) == told(none) and answer.status_code in {302, 403, 404}
            if not fine:
                wrong.append((room, way, answer.status_code))
    assert wrong == []


def test_a_part_is_the_part_that_was_asked_for(client, shelf):
    people, rooms = shelf
    client.force_login(people.editor)
    for room, (address, _pattern, _nowhere, readers) in rooms.items():
        if "editor" in readers:
            whole = client.get(address).content
            part = client.get(address, headers={"Range": "bytes=2-5"})
            assert (room, part.content) == (room, whole[2:6])
            assert part["Content-Range"] == f"bytes 2-5/{len(whole)}"
            assert client.head(address)["Content-Length"] == str(len(whole))
