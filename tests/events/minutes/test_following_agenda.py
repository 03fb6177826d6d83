"""While the minutes are being written, their sections follow the agenda."""

import pytest
from django.urls import reverse

from events.meetings.flows import agenda, planning
from events.minutes.flows import following_agenda, writing
from events.minutes.models import Minutes
from tests.events.test_meeting_pages import as_
from tests.factories.events import (
    let_begin,
    make_meeting,
    make_minutes,
    meeting_facts,
    open_minutes,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(personas):
    points = [planning.Point(title, 30) for title in ("Siden sidst", "Nyt", "Frister")]
    return let_begin(make_meeting(personas.group, by=personas.coordinator, agenda=points))


def titles(meeting) -> list[str]:
    return list(Minutes.objects.get(meeting=meeting).sections.values_list("title", flat=True))


def rows(meeting, **changes):
    """The agenda as a form has it, with the fields of some points changed by their titles."""
    found = []
    for item in meeting.agenda.select_related("owner"):
        here = planning.Point(item.title, item.minutes, item.owner, item.text, item.pk)
        values = {**vars(here), "built_on": here.mark, **changes.get(item.title, {})}
        found.append(planning.Point(**values))
    return found


def save(meeting, points, by):
    facts = meeting_facts(starts_at=meeting.starts_at, ends_at=meeting.ends_at)
    planning.change(meeting=meeting, facts=facts, agenda=points, by=by)


def test_a_section_is_renamed_moved_added_and_removed_with_its_point(personas, meeting):
    by = personas.coordinator
    minutes = writing.begin(meeting=meeting, by=by)
    first = minutes.sections.get(title="Siden sidst")
    writing.save_section(section=first, body="<p>Alle kom.</p>", number=0, by=by)
    changes = {"Siden sidst": {"title": "Bordet rundt", "place": 3}, "Nyt": {"is_removed": True}}
    save(meeting, [*rows(meeting, **changes), planning.Point("Gebyrer", 10)], by)
    assert titles(meeting) == ["Frister", "Bordet rundt", "Gebyrer", "Eventuelt"]
    first.refresh_from_db()
    assert (first.title, first.words, first.version) == ("Bordet rundt", "Alle kom.", 1)
    agenda.move_point(point=meeting.agenda.get(title="Gebyrer"), up=True, by=by)
    assert titles(meeting) == ["Frister", "Gebyrer", "Bordet rundt", "Eventuelt"]


def test_what_was_written_stays_when_its_point_is_removed(personas, meeting):
    by = personas.coordinator
    minutes = make_minutes(meeting, by=by, text="Vi talte om frister.")
    save(meeting, rows(meeting, **{"Siden sidst": {"is_removed": True}}), by)
    assert titles(meeting) == ["Nyt", "Frister", "Siden sidst", "Eventuelt"]
    assert minutes.sections.get(title="Siden sidst").words == "Vi talte om frister."


def test_minutes_that_others_have_read_stand_still(personas, meeting):
    by = personas.coordinator
    minutes = make_minutes(meeting, by=by)
    before = titles(meeting)
    open_minutes(minutes, by=by)
    meeting.agenda.filter(title="Nyt").update(title="Andet")
    following_agenda.follow(meeting=meeting, by=by)
    assert titles(meeting) == before


def test_the_text_of_a_point_stands_by_its_section_for_whoever_writes(client, personas, meeting):
    by = personas.coordinator
    save(meeting, rows(meeting, **{"Siden sidst": {"text": "Et par ord fra hver"}}), by)
    writing.begin(meeting=meeting, by=by)
    page = as_(client, by).get(reverse("minutes:section", args=[meeting.pk, 1])).content.decode()
    assert "Et par ord fra hver" in page
    assert (
        "Et par ord"
        not in client.get(reverse("minutes:section", args=[meeting.pk, 2])).content.decode()
    )
