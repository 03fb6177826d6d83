"""Everything that can be sent is sent twice, by a double click, or because the answer got lost: it is done
once, nobody hears of it twice, and the second answer leads on like the first."""

import pytest
from django.urls import get_resolver, reverse

from tests.events.conference.twice_desk import DESK
from tests.events.conference.twice_members import MEMBERS
from tests.events.conference.twice_scene import Scene
from tests.events.kept import meant

pytestmark = pytest.mark.django_db

#: What is posted to and writes nothing twice for another reason, with where that is told.
ELSEWHERE = {
    "check_in:page": "test_checking: what somebody does at the door is a list that only grows",
    "check_in:sync": "test_checking: each deed of a phone has its uid",
    "check_in_desk:tick": "test_checking: as at the door",
    "check_in_desk:print": "a file: printed twice it is printed twice",
    "check_in_desk:print_one": "a file",
    "billing_desk:payments": "test_paying: the same file again",
}
SENT = {**MEMBERS, **DESK}
#: What it does is shown first, and then sent.
LOOKED_OVER = {"conference:change", "conference_desk:registration"}
ROOMS = {name.partition(":")[0] for name in SENT} | {"check_in"}


def those_that_take_a_post(resolver=None, room: str = "") -> set[str]:
    """As the doors of these addresses say themselves: one that only reads answers 405 before it looks at who
    asks. What the scenes above do not know is missed here."""
    found = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            found |= those_that_take_a_post(pattern, pattern.namespace or room)
        elif room in ROOMS:
            found.add(f"{room}:{pattern.name}")
    return found


def test_nothing_that_is_sent_is_forgotten(client, personas, rf):
    """Every address of these rooms is here, or answers a POST with 405."""
    scene = Scene(personas)
    client.force_login(scene.by)
    values = {
        "pk": scene.pk,
        "uid": scene.session("Tilsyn").uid,
        "listing": "deltagere",
        "token": "brudt",
        "conference": scene.pk,
    }
    parts = {}

    def walk(resolver, room=""):
        for pattern in resolver.url_patterns:
            if hasattr(pattern, "url_patterns"):
                walk(pattern, pattern.namespace or room)
            elif room in ROOMS:
                parts[f"{room}:{pattern.name}"] = list(pattern.pattern.regex.groupindex)

    walk(get_resolver())
    known = SENT.keys() | ELSEWHERE.keys()
    unknown = [
        name
        for name in parts.keys() - known
        if client.post(reverse(name, kwargs={p: values.get(p, 1) for p in parts[name]})).status_code
        != 405
    ]
    assert unknown == [] and known <= parts.keys()


@pytest.mark.parametrize(
    ("name", "number"),
    [(name, number) for name, ways in SENT.items() for number in range(len(ways))],
)
def test_sent_twice_it_is_done_once(client, personas, name, number):
    scene = Scene(personas)
    args, sent = SENT[name][number](scene)
    address = reverse(name, args=args)
    client.force_login(scene.by if name in DESK else personas.member)
    if name in LOOKED_OVER:
        shown = client.post(address, sent).context["change"]
        sent |= {"confirm": "1", "seen": shown.token}
    before = meant()
    first = client.post(address, sent)
    once = meant()
    assert once != before or name == "conference:keep_draft", "the first time does something"
    # The answer got lost, or it was a double click: the same once more.
    second = client.post(address, sent, follow=True)
    assert meant() == once
    assert first.status_code < 400, first
    # A draft of the programme is known by nothing but what has been thrown away with it.
    gone = (name, number) == ("conference_desk:remove_session", 1)
    assert second.status_code == (404 if gone else 200), second
