"""The list of what a member has taken on: rooms offer, one place asks them all."""

import pytest

from members.people import duties
from members.people.duties import Duty, Held


@pytest.fixture
def rooms(monkeypatch):
    """Two rooms with duties of their own; gives what has been handed over."""
    done = []
    monkeypatch.setattr(duties, "DUTIES", {})
    duties.offer(
        "helper",
        Duty(
            "helper",
            lambda person: [Held(7, f"{person} hjælper", "/7/")],
            lambda **g: done.append(g),
        ),
    )
    duties.offer("keeper", Duty("keeper", lambda person: [], lambda **given: None))
    return done


def test_all_rooms_are_asked_what_somebody_holds(rooms):
    found = duties.held_by("Bo")
    assert [(kind, str(duty.label), held) for kind, duty, held in found] == [
        ("helper", "helper", Held(7, "Bo hjælper", "/7/"))
    ]


def test_the_duty_is_handed_over_by_its_own_room(rooms):
    duties.hand_over(kind="helper", person="Bo", number=7, to="Eva", by=None)
    assert rooms == [{"person": "Bo", "number": 7, "to": "Eva", "by": None}]
    with pytest.raises(KeyError):
        duties.hand_over(kind="unknown", person="Bo", number=7, to=None, by=None)


def test_an_offer_made_twice_is_one(rooms):
    duties.offer("keeper", Duty("keeper anew", lambda person: [], lambda **given: None))
    assert list(duties.DUTIES) == ["helper", "keeper"]
