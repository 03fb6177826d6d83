"""How many have a page open, in this process and the others."""

from portal.live.presence import LASTS, Presence

PAGE = "question.1"


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_person_counts_once_however_many_windows():
    presence = Presence()
    for person in (1, 1, 2):
        presence.come(PAGE, person)
    assert (presence.on(PAGE), presence.own()) == (2, {PAGE: 2})
    presence.go(PAGE, 1)
    assert presence.on(PAGE) == 2
    presence.go(PAGE, 1)
    presence.go(PAGE, 2)
    assert (presence.on(PAGE), presence.own()) == (0, {})


def test_other_processes_count_along_until_they_fall_silent():
    clock = Clock()
    presence = Presence(clock)
    presence.come(PAGE, 1)
    presence.hear(PAGE, "another", 3)
    presence.hear(PAGE, "a third", 1)
    presence.hear(PAGE, presence.process, 1)  # its own word, come back
    assert presence.on(PAGE) == 5
    clock.now += LASTS - 1
    presence.hear(PAGE, "another", 2)
    clock.now += 2
    assert presence.on(PAGE) == 3


def test_nothing_is_kept_of_pages_that_nobody_has_open():
    presence = Presence()
    presence.hear(PAGE, "another", 3)
    assert presence.on(PAGE) == 0
    presence.come(PAGE, 1)
    presence.hear(PAGE, "another", 3)
    presence.go(PAGE, 1)
    presence.own()
    presence.come(PAGE, 1)
    assert presence.on(PAGE) == 1
