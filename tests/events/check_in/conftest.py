"""A conference that began today: three who come, each with lunch, and a helper at the door."""

from types import SimpleNamespace

import pytest

from events.conference.enums import PartKind
from tests.factories import check_in
from tests.factories.people import make_member


@pytest.fixture
def days(personas):
    people = [make_member(name, "Odense") for name in ("Ada Holm", "Bo Å. Lund", "Åse Aaby")]
    conference = check_in.make_days(*people, by=personas.editor)
    rows = {row.person.name: row for row in conference.registrations.select_related("person")}
    helper = check_in.make_helper(conference, personas.member, by=personas.editor).person
    return SimpleNamespace(
        conference=conference,
        lunch=conference.parts.get(kind=PartKind.MEAL),
        ada=rows["Ada Holm"],
        bo=rows["Bo Å. Lund"],
        aase=rows["Åse Aaby"],
        helper=helper,
        editor=personas.editor,
    )
