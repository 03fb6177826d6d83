"""Twenty who save one point of the minutes at the same moment, and one who makes them final meanwhile: a
program of its own, run by `test_save_race`. Real processes, because a test's own transaction would queue
them."""

import json
import time

import django

WRITERS = 20


def _house():
    """Minutes with an empty point, and the one who writes them."""
    from events.minutes.flows import writing
    from tests.factories.events import let_begin, make_meeting
    from tests.factories.people import make_coordinator, make_group

    group = make_group(f"Fyn {time.time_ns()}", "Odense", "Nyborg")
    by = make_coordinator(group, f"Kirsten {time.time_ns()}", "Odense")
    minutes = writing.begin(meeting=let_begin(make_meeting(group, by=by)), by=by)
    return minutes.sections.select_related("minutes__meeting__group").first(), by


def _save(house, writer):
    from events.minutes.flows import writing

    section, by = house
    writing.save_section(section=section, body=f"Skriver {writer}", number=0, by=by)


def _save_reading_first(house, writer):
    """How not to do it: read, compare, then write. The pause is the time a busy server takes in between."""
    from events.minutes.models import Section
    from events.minutes.problems import NEWER
    from portal.kit.problems import Refused

    section = Section.objects.get(pk=house[0].pk)
    if section.version != 0:
        raise Refused([NEWER])
    time.sleep(0.05)
    section.version, section.body = 1, f"Skriver {writer}"
    section.save()


def _begun():
    from events.minutes.flows import writing

    section, by = _house()
    return writing.save_section(section=section, body="Før", number=0, by=by), by


def _finish_or_save(house, writer):
    from events.minutes.flows import finishing, writing

    section, by = house
    if writer == 0:
        finishing.make_final(minutes=section.minutes, quietly=True, by=by)
    else:
        writing.save_section(section=section, body=f"Skriver {writer}", number=1, by=by)


def _result(house) -> dict:
    from events.minutes.models import Section
    from portal.kit import danish

    section = Section.objects.select_related("minutes").get(pk=house[0].pk)
    found = danish.fold(section.words) in section.minutes.search_key
    return {"version": section.version, "searched": found, "body": section.words}


RACES = {
    "save": (_house, _save, _result),
    "save-reading-first": (_house, _save_reading_first, _result),
    "finish-and-save": (_begun, _finish_or_save, _result),
}

if __name__ == "__main__":
    django.setup()

    from tests.events.contenders import run

    results = {name: run(*race, list(range(WRITERS))) for name, race in RACES.items()}
    print(json.dumps(results))
