"""Eight retire two guides for each other at the same moment: a program for `test_retiring_race`."""

import json
import time
from uuid import uuid4

import django

EDITORS = 8


def _two():
    from tests.factories.resources import make_guide

    return [make_guide(f"Vejledning {uuid4().hex[:8]}") for _ in range(2)]


def _pair(house, person):
    """Every other one retires the second for the first."""
    turned = int(person.name.split()[-1]) % 2
    return (house[1], house[0]) if turned else (house[0], house[1])


def _retire(house, person) -> None:
    from resources.library.flows.retiring import retire

    guide, instead = _pair(house, person)
    retire(guide=guide, because="Samlet i én.", instead=instead, by=person)


def _looking_first(house, person) -> None:
    """How not to do it: looking, and writing afterwards."""
    from portal.kit.problems import stop_if
    from resources.library.models import Retirement
    from resources.library.retiring import to_retire

    guide, instead = _pair(house, person)
    stop_if(to_retire(guide, "Samlet i én.", instead, person))
    time.sleep(0.2)
    Retirement.objects.get_or_create(
        guide=guide, defaults={"because": "Samlet i én.", "replaced_by": instead}
    )


def _result(house) -> dict:
    from resources.library.models import Retirement

    return {"retired": Retirement.objects.filter(guide__in=house).count()}


RACES = {"retire": (_two, _retire, _result), "looking-first": (_two, _looking_first, _result)}

if __name__ == "__main__":
    django.setup()
    from tests.events.contenders import run
    from tests.factories.people import make_secretariat

    people = [
        make_secretariat("secretariat_editor", f"Nummer {number}", second_factor=False)
        for number in range(EDITORS)
    ]
    print(json.dumps({name: run(*race, people) for name, race in RACES.items()}))
