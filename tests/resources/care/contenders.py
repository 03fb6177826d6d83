"""Six settle one report at the same moment, and six clocks tell of what is due: a program of its own, run by
`test_settling_race`."""

import json
import time
from uuid import uuid4

import django

EDITORS = 6


def _report():
    from tests.factories import care
    from tests.factories.people import make_member
    from tests.factories.resources import make_guide

    reader = make_member(f"Læser {uuid4().hex[:8]}", "Odense")
    return care.report(make_guide(f"Frister {uuid4().hex[:8]}"), reader)


def _settle(report, person) -> None:
    from resources.care.flows import hearing

    hearing.settle(report=report, outcome="mended", answer=f"Rettet af {person}", by=person)


def _looking_first(report, person) -> None:
    """How not to do it: by what was read before."""
    from django.utils import timezone

    from resources.care import notices
    from resources.care.models import Report

    found = Report.objects.select_related("guide", "person").get(pk=report.pk)
    assert found.waits
    time.sleep(0.2)
    found.outcome, found.answer, found.settled_at = "mended", f"{person}", timezone.now()
    found.save()
    notices.settled(found, by=person)


def _answers(report) -> dict:
    from portal.notices.models import Notice

    told = Notice.objects.filter(kind="material-settled", recipient=report.person_id)
    return {"told": told.count()}


def _due():
    from django.utils import timezone

    from tests.factories import care
    from tests.factories.people import make_member
    from tests.factories.resources import make_guide

    owner = make_member(f"Ansvarlig {uuid4().hex[:8]}", "Odense")
    return care.own(make_guide(f"Frister {uuid4().hex[:8]}"), owner, review_on=timezone.localdate())


def _clock(_care, _person) -> None:
    from resources.care.flows import answering

    answering.tell_due(by=None)


def _heard(care) -> dict:
    from portal.notices.models import Notice

    told = Notice.objects.filter(kind="material-due", recipient=care.owner_id)
    return {"told": told.count()}


RACES = {
    "settle": (_report, _settle, _answers),
    "looking-first": (_report, _looking_first, _answers),
    "clocks": (_due, _clock, _heard),
}

if __name__ == "__main__":
    django.setup()
    from tests.events.contenders import run
    from tests.factories.people import make_secretariat

    people = [
        make_secretariat("secretariat_editor", f"Nummer {number}", second_factor=False)
        for number in range(EDITORS)
    ]
    print(json.dumps({name: run(*race, people) for name, race in RACES.items()}))
