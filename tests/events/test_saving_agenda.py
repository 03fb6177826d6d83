"""The form of a meeting saves its agenda point by point: what others have done meanwhile is never lost."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from events.meetings import queries
from events.meetings.flows import agenda, planning, setting
from events.meetings.models import AgendaItem
from portal.kit.problems import Refused
from tests.events.test_meeting_pages import as_, as_sent, form
from tests.factories.events import make_draft, make_meeting, meeting_facts
from tests.factories.people import make_coordinator

pytestmark = pytest.mark.django_db
CPR = "010190-1234"


@pytest.fixture
def meeting(personas):
    points = [planning.Point(title, 30) for title in ("Siden sidst", "Nyt", "Eventuelt")]
    return make_meeting(personas.group, by=personas.coordinator, agenda=points)


@pytest.fixture
def change(client, personas, meeting):
    """The form as it was opened; `send` posts it with what was changed in it."""
    as_(client, personas.coordinator)
    address = reverse("meetings:change", args=[meeting.pk])

    def opened() -> dict:
        facts = {name: value for name, value in form(personas).items() if "agenda" not in name}
        return {**facts, **as_sent(client.get(address).context["agenda"])}

    def send(sent: dict, **changes):
        renamed = {f"agenda-{name}": value for name, value in changes.items()}
        return client.post(address, {**sent, **renamed})

    return SimpleNamespace(opened=opened, send=send)


def titles(meeting) -> list[str]:
    return list(meeting.agenda.values_list("title", flat=True))


def numbers(meeting) -> dict[str, int]:
    return dict(meeting.agenda.values_list("title", "pk"))


def test_a_point_stays_the_same_one_when_it_is_renamed_moved_or_left_alone(meeting, change):
    before = numbers(meeting)
    answer = change.send(
        change.opened(),
        **{"0-title": "Bordet rundt", "2-place": "1", "3-title": "Frister"}
        | {"3-minutes": "15", "3-text": "Linje 1\r\nLinje 2"},
    )
    assert answer.status_code == 302
    assert titles(meeting) == ["Eventuelt", "Bordet rundt", "Nyt", "Frister"]
    after = numbers(meeting)
    assert after["Bordet rundt"] == before["Siden sidst"]
    assert (after["Nyt"], after["Eventuelt"]) == (before["Nyt"], before["Eventuelt"])
    assert meeting.agenda.get(title="Frister").text == "Linje 1\nLinje 2"


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ({"0-place": "3"}, ["Nyt", "Eventuelt", "Siden sidst"]),
        ({"2-place": "1"}, ["Eventuelt", "Siden sidst", "Nyt"]),
        ({"0-place": "2"}, ["Nyt", "Siden sidst", "Eventuelt"]),
        ({"0-place": "2", "1-place": "1"}, ["Nyt", "Siden sidst", "Eventuelt"]),
        ({"0-place": "2", "1-is_removed": "on"}, ["Siden sidst", "Eventuelt"]),
        ({"0-place": "3", "1-is_removed": "on"}, ["Eventuelt", "Siden sidst"]),
        ({"0-place": ""}, ["Siden sidst", "Nyt", "Eventuelt"]),
    ],
)
def test_points_are_put_in_order_by_number(meeting, change, places, expected):
    change.send(change.opened(), **places)
    assert titles(meeting) == expected


@pytest.mark.parametrize("how", [{"1-is_removed": "on"}, {"1-title": "", "1-minutes": ""}])
def test_a_point_is_taken_off_by_its_box_or_by_emptying_it(meeting, change, how):
    change.send(change.opened(), **how)
    assert titles(meeting) == ["Siden sidst", "Eventuelt"]


def test_what_came_in_after_the_form_was_opened_stays_at_the_end(personas, meeting, change):
    proposal = agenda.propose(
        meeting=meeting, title="Frister", minutes=20, text="Tre sager", by=personas.member
    )
    opened = change.opened()
    point = agenda.take_in(proposal=proposal, by=personas.coordinator)
    change.send(opened, **{"0-title": "Bordet rundt", "3-title": "Nye love", "3-minutes": "10"})
    assert titles(meeting) == ["Bordet rundt", "Nyt", "Eventuelt", "Nye love", "Frister"]
    kept = AgendaItem.objects.get(pk=point.pk)
    assert (kept.owner, kept.text) == (personas.member, "Tre sager")


def test_making_the_agenda_anew_loses_what_came_in(personas, meeting, change, monkeypatch):
    """The older way, as a control: without the rows' numbers the point taken in is gone."""

    def anew(*, meeting, points, by):
        meeting.agenda.all().delete()
        AgendaItem.objects.bulk_create(
            AgendaItem(meeting=meeting, order=order, title=point.title, minutes=point.minutes)
            for order, point in enumerate(points, start=1)
        )

    monkeypatch.setattr(planning, "set_points", anew)
    proposal = agenda.propose(meeting=meeting, title="Frister", minutes=20, by=personas.member)
    opened = change.opened()
    agenda.take_in(proposal=proposal, by=personas.coordinator)
    change.send(opened)
    assert "Frister" not in titles(meeting)


def test_two_coordinators_save_at_once_and_nobodys_point_vanishes(
    client, personas, meeting, change
):
    mine = change.opened()
    other = as_(client, make_coordinator(personas.group, "Karla Kollega", "Odense"))
    theirs = change.opened()
    assert (
        other and change.send(theirs, **{"3-title": "Karlas", "3-minutes": "5"}).status_code == 302
    )
    change.send(mine, **{"3-title": "Kirstens", "3-minutes": "5", "1-minutes": "45"})
    assert titles(meeting) == ["Siden sidst", "Nyt", "Eventuelt", "Kirstens", "Karlas"]
    assert meeting.agenda.get(title="Nyt").minutes == 45


def test_what_another_has_changed_stays_where_the_form_leaves_it_alone(personas, meeting, change):
    opened = change.opened()
    first, second, _ = meeting.agenda.all()
    AgendaItem.objects.filter(pk=second.pk).update(title="Nyt fra ministeriet")
    agenda.move_point(point=first, up=False, by=personas.coordinator)
    change.send(opened, **{"2-minutes": "10"})
    assert titles(meeting) == ["Nyt fra ministeriet", "Siden sidst", "Eventuelt"]


@pytest.mark.parametrize("mine", [{"1-title": "Nyt og gammelt"}, {"1-is_removed": "on"}])
def test_a_point_that_both_have_changed_is_shown_in_both_words_first(meeting, change, mine):
    opened = change.opened()
    meeting.agenda.filter(title="Nyt").update(title="Nyt fra ministeriet", text="Se bilaget")
    refused = change.send(opened, **mine, **{"0-title": "Bordet rundt"})
    page = refused.content.decode()
    assert refused.status_code == 200
    assert titles(meeting) == ["Siden sidst", "Nyt fra ministeriet", "Eventuelt"]
    for words in ("Nyt fra ministeriet", "Se bilaget", "Bordet rundt", "Nogen har ændret punktet"):
        assert words in page
    # What was typed is there still, and sent again it is what counts.
    again = as_sent(refused.context["agenda"])
    assert again["agenda-1-title"] == mine.get("1-title", "Nyt")
    assert change.send({**opened, **again}).status_code == 302
    expected = ["Bordet rundt", *(["Nyt og gammelt"] if "1-title" in mine else []), "Eventuelt"]
    assert titles(meeting) == expected


def test_a_point_that_another_has_removed_stays_removed_or_is_put_back(meeting, change):
    opened = change.opened()
    meeting.agenda.filter(title="Nyt").delete()
    refused = change.send(opened, **{"1-text": "Med nye tal"})
    assert "Nogen har fjernet punktet" in refused.content.decode()
    assert titles(meeting) == ["Siden sidst", "Eventuelt"]
    change.send({**opened, **as_sent(refused.context["agenda"])})
    assert titles(meeting) == ["Siden sidst", "Nyt", "Eventuelt"]
    opened = change.opened()
    meeting.agenda.filter(title="Nyt").delete()
    assert change.send(opened).status_code == 302
    assert titles(meeting) == ["Siden sidst", "Eventuelt"]


def test_another_meetings_point_is_refused_and_nothing_is_changed(
    personas, meeting, change, client
):
    other = make_draft(
        personas.group, by=personas.coordinator, agenda=[planning.Point("Fremmed", 5)]
    )
    number = other.agenda.get().pk
    opened = change.opened()
    refused = change.send(opened, **{"1-number": number, "0-title": "Bordet rundt"})
    assert "hører ikke til dette møde" in refused.content.decode()
    assert "Bordet rundt" in refused.content.decode()
    assert titles(meeting) == ["Siden sidst", "Nyt", "Eventuelt"]
    assert titles(other) == ["Fremmed"]
    twice = change.send(opened, **{"1-number": opened["agenda-0-number"]})
    assert "hører ikke til dette møde" in twice.content.decode()
    sent = {**form(personas), "agenda-0-number": number}
    assert client.post(reverse("meetings:plan"), sent).status_code == 200
    assert titles(other) == ["Fremmed"]


def test_the_text_of_a_point_stands_on_the_page_and_is_found(client, personas, meeting, change):
    words = "Tag jeres sværeste afslag med.\n\nVi læser dem sammen."
    change.send(change.opened(), **{"1-text": words})
    page = as_(client, personas.member).get(meeting.get_absolute_url()).content.decode()
    assert "<p>Tag jeres sværeste afslag med.</p>" in page and "<p>Vi læser dem sammen.</p>" in page
    assert list(queries.search_for(personas.member, "sværeste afslag")) == [meeting]
    assert not queries.search_for(personas.applicant, "sværeste afslag")


def test_a_points_text_holds_no_cpr_number_and_no_more_than_some_lines(personas, meeting, change):
    for text in (f"Borgeren {CPR}", "x" * 2001):
        refused = change.send(change.opened(), **{"1-text": text})
        assert refused.status_code == 200 and text in refused.content.decode()
    assert not meeting.agenda.exclude(text="").exists()
    for flow, values in (
        (agenda.propose, {"meeting": meeting, "title": "Nyt", "minutes": 5, "text": CPR}),
        (
            planning.change,
            {"meeting": meeting, "facts": meeting_facts()}
            | {"agenda": [setting.Point("Nyt", 5, text=CPR)]},
        ),
    ):
        with pytest.raises(ValidationError):
            flow(**values, by=personas.coordinator)


def test_a_flow_refuses_a_row_that_builds_on_an_older_point(personas, meeting):
    item = meeting.agenda.first()
    row = planning.Point("Andet", 5, number=item.pk, built_on="older")
    with pytest.raises(Refused) as refused:
        planning.change(
            meeting=meeting, facts=meeting_facts(), agenda=[row], by=personas.coordinator
        )
    assert refused.value.codes == ["newer:0"]
