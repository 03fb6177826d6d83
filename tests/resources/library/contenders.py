"""Eight approve and four save at the same moment: a program of its own, run by `test_approval_race`."""

import json
import time
from uuid import uuid4

import django

APPROVERS, SAVERS = 8, 4
OTHER = [{"heading": "Frist", "paragraphs": ["Fristen er fjorten dage."], "points": []}]


def _waiting():
    from tests.factories.people import make_secretariat
    from tests.factories.resources import make_guide, make_waiting

    writer = make_secretariat(
        "secretariat_editor", f"Forfatter {uuid4().hex[:8]}", second_factor=False
    )
    edition = make_waiting(writer, make_guide(f"Vejledning {uuid4().hex[:8]}"))
    return edition, edition.seen, edition.current_workflow_task_state, writer


def _saves(person) -> bool:
    return int(person.name.split()[-1]) < SAVERS


def _save(edition, writer) -> None:
    """A window that was opened before it was sent, and whose save comes late."""
    from resources.library.bodies import cleaned, from_sections

    late = edition.get_latest_revision_as_object()
    late.body = cleaned(from_sections(OTHER))
    late.save_revision(user=writer, clean=False)


def _approve_or_save(house, person) -> None:
    from resources.library.flows import approving

    edition, seen, _state, writer = house
    if _saves(person):
        _save(edition, writer)
    else:
        approving.approve(edition=edition, seen=seen, by=person)


def _looking_first(house, person) -> None:
    """How not to do it: as Wagtail does, with what was read before."""
    edition, _seen, state, writer = house
    if _saves(person):
        _save(edition, writer)
        return
    assert state.status == state.STATUS_IN_PROGRESS
    time.sleep(0.05)
    state.approve(user=person)


def _result(house) -> dict:
    from portal.notices.models import Notice
    from resources.library.models import Edition, Version

    edition = Edition.objects.get(pk=house[0].pk)
    versions = Version.objects.filter(edition=edition)
    told = Notice.objects.filter(kind="edition-approved", recipient=house[3])
    return {
        "versions": versions.count(),
        "texts": sorted({"børn på øen" in version.text for version in versions}),
        "live": edition.live,
        "status": edition.status,
        "told": told.count(),
    }


RACES = {
    "approve": (_waiting, _approve_or_save, _result),
    "looking-first": (_waiting, _looking_first, _result),
}

if __name__ == "__main__":
    django.setup()
    from tests.events.contenders import run
    from tests.factories.people import make_secretariat

    people = [
        make_secretariat("secretariat_editor", f"Nummer {number}", second_factor=False)
        for number in range(APPROVERS + SAVERS)
    ]
    print(json.dumps({name: run(*race, people) for name, race in RACES.items()}))
