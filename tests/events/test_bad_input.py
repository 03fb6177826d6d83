"""What is wrong when a meeting is changed is said at its field, nothing is stored, and what was typed stands
there still."""

import pytest
from django.urls import reverse

from events.meetings.flows import attending, planning
from events.meetings.models import Meeting
from tests.events.test_meeting_pages import as_, as_sent
from tests.events.test_meeting_pages import form as filled_in
from tests.factories.events import make_meeting
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
CPR = "010190-1234"


@pytest.fixture
def meeting(personas):
    """Two seats taken, one point on the agenda."""
    meeting = make_meeting(
        personas.group, by=personas.coordinator, agenda=[planning.Point("Bordet rundt", 30)]
    )
    for name in ("Anna A", "Bent B"):
        person = make_member(name, "Odense")
        attending.sign_up(meeting=meeting, person=person, by=person)
    meeting.refresh_from_db()
    return meeting


@pytest.mark.parametrize(
    ("field", "changes", "words"),
    [
        ("day", {"day": "2020-03-04"}, "begynder i fortiden"),
        ("ends", {"ends": "09:30"}, "skal slutte, efter at det er begyndt"),
        ("capacity", {"capacity": "1"}, "2 pladser er allerede taget"),
        ("closes_day", {"closes_day": "2027-03-05"}, "Fristen kan ikke ligge efter"),
        ("agenda-0-title", {"agenda-0-title": f"Om {CPR}"}, "CPR-nummer"),
        ("agenda-0-text", {"agenda-0-text": f"Om {CPR}"}, "CPR-nummer"),
        ("agenda-0-minutes", {"agenda-0-minutes": "0"}, "mindst 1"),
    ],
)
def test_it_is_refused_plainly_and_kept_as_typed(client, personas, meeting, field, changes, words):
    as_(client, personas.coordinator)
    address = reverse("meetings:change", args=[meeting.pk])
    rows = as_sent(client.get(address).context["agenda"])
    facts = {name: value for name, value in filled_in(personas).items() if "agenda" not in name}
    typed = {**facts, **rows, "title": "Et helt nyt navn", **changes}
    answer = client.post(address, typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    errors = dict(answer.context["form"].errors)
    for number, row in enumerate(answer.context["agenda"].errors):
        errors |= {f"agenda-{number}-{name}": texts for name, texts in row.items()}
    assert list(errors) == [field] and words in str(errors[field])
    assert "Et helt nyt navn" in page and str(changes[field]) in page
    assert f'href="#id_{field}"' in page  # the summary leads to the field
    stored = Meeting.objects.get(pk=meeting.pk)
    assert (stored.title, stored.sequence, stored.capacity) == (meeting.title, 0, 16)
    assert [(item.title, item.text) for item in stored.agenda.all()] == [("Bordet rundt", "")]


def test_another_groups_number_changes_nothing(client, personas, meeting):
    """A meeting stays with its group: the form for changing it does not ask."""
    as_(client, personas.coordinator)
    address = reverse("meetings:change", args=[meeting.pk])
    sent = {**filled_in(personas), "group": personas.other_group.pk, "agenda-TOTAL_FORMS": "0"}
    assert client.post(address, sent).status_code == 302
    assert Meeting.objects.get(pk=meeting.pk).group == personas.group
