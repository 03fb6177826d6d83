"""Minutes are written by two without anything being overwritten, and read by those who may."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from events.meetings.flows import attending as seats
from events.meetings.flows import planning
from events.minutes import queries, rules
from events.minutes.flows import attending, finishing, writing
from events.minutes.models import Decision, Minutes, Section, ToDo
from portal.kit.problems import Refused
from tests.factories.events import (
    let_begin,
    make_final,
    make_meeting,
    make_minutes,
    make_todo,
    open_minutes,
)
from tests.factories.people import make_coordinator, make_member

pytestmark = pytest.mark.django_db
CPR = "010190-1234"
JSON = {"accept": "application/json"}


@pytest.fixture
def meeting(personas):
    """One that runs, and that the member had signed up for."""
    agenda = [planning.Point("Siden sidst", 30), planning.Point("Aktindsigt", 60)]
    found = make_meeting(personas.group, by=personas.coordinator, agenda=agenda)
    seats.sign_up(meeting=found, person=personas.member, by=personas.member)
    return let_begin(found)


@pytest.fixture
def minutes(meeting, personas):
    return writing.begin(meeting=meeting, by=personas.coordinator)


@pytest.fixture
def section(minutes):
    return minutes.sections.select_related("minutes__meeting__group").get(order=2)


@pytest.fixture
def writer(client, personas):
    client.force_login(personas.coordinator)
    return client


def address(section, name="section") -> str:
    return reverse(f"minutes:{name}", args=[section.minutes.meeting_id, section.order])


# --- the skeleton ------------------------------------------------------------------------------------
def test_the_agenda_is_the_skeleton_once(writer, meeting):
    for _ in range(2):
        assert writer.post(reverse("minutes:begin", args=[meeting.pk])).status_code == 302
    titles = list(Section.objects.values_list("title", flat=True))
    assert titles == ["Siden sidst", "Aktindsigt", "Eventuelt"]
    assert Minutes.objects.count() == 1


def test_it_opens_an_hour_before_the_meeting(personas):
    meeting = make_meeting(personas.group, by=personas.coordinator)
    begin = {"meeting": meeting, "by": personas.coordinator}
    with pytest.raises(Refused) as refused:
        writing.begin(at=meeting.starts_at - timedelta(minutes=61), **begin)
    assert refused.value.codes == ["too_early"]
    assert writing.begin(at=meeting.starts_at - timedelta(minutes=59), **begin).pk


# --- two writers -------------------------------------------------------------------------------------
def test_a_text_is_kept_and_the_page_is_told_when(writer, section):
    answer = writer.post(address(section), {"body": "Vi talte.", "draft": 0}, headers=JSON).json()
    section.refresh_from_db()
    assert (section.body, section.version) == ("<p>Vi talte.</p>", 1)
    assert answer["saved"] and answer["number"] == 1
    assert re.fullmatch(r"Gemt kl\. \d{1,2}\.\d\d", answer["line"])
    assert "Vi talte" not in str(answer)
    again = writer.post(address(section), {"body": "Vi talte.", "draft": 0}, headers=JSON).json()
    assert (again["saved"], again["number"]) == (True, 1)  # the same words are no change


def test_nothing_is_overwritten_and_both_texts_stand_side_by_side(client, section, personas):
    other = make_coordinator(personas.group, "Lone Holk", "Odense")
    writing.save_section(section=section, body="Lones tekst", number=0, by=other)
    client.force_login(personas.coordinator)
    typed = {"body": "Min egen tekst", "draft": 0}
    answer = client.post(address(section), typed, headers=JSON)
    assert answer.status_code == 409
    told = answer.json()
    assert (told["refused"], told["newer"], told["number"]) == ("newer", address(section), 0)
    page = client.post(address(section), typed).content.decode()
    section.refresh_from_db()
    assert section.body == "<p>Lones tekst</p>"
    assert "Lones tekst" in page and page.count("Min egen tekst") == 2  # beside it, and in the box
    assert "Lone Holk" in page and 'name="draft" value="1"' in page
    client.post(address(section), {"body": "Begges tekst", "draft": 1})
    section.refresh_from_db()
    assert (section.body, section.version) == ("<p>Begges tekst</p>", 2)


def test_what_else_was_typed_is_kept_too(writer, section, personas):
    form = {"body": "Vi talte.", "draft": 0, "decision": "Vi prøver det."}
    writer.post(address(section), {**form, "do": "next"})
    assert Decision.objects.get().text == "Vi prøver det."
    stale = {"body": "Andet", "draft": 0, "decision": "En til", "todo": "Ring"}
    page = writer.post(address(section), {**stale, "do": "next"}).content.decode()
    assert 'value="En til"' in page and 'value="Ring"' in page
    assert Decision.objects.count() == 1


def test_two_writers_see_each_other_for_two_minutes(writer, section, personas):
    other = make_coordinator(personas.group, "Lone Holk", "Odense")
    now = timezone.now()
    writing.save_section(
        section=section, body="A", number=0, at=now - timedelta(seconds=110), by=other
    )
    page = reverse("minutes:who", args=[section.minutes.meeting_id])
    assert "Lone skriver i punkt 2" in writer.get(page).content.decode()
    assert "Lone skriver i punkt 2" in writer.get(address(section)).content.decode()
    Section.objects.update(claimed_at=now - timedelta(seconds=121))
    assert "Lone" not in writer.get(page).content.decode()


# --- decisions and to-dos ----------------------------------------------------------------------------
def test_a_decision_and_a_todo_are_added_with_the_text_beside_them(writer, section, personas):
    form = {"body": "Vi talte.", "draft": 0}
    writer.post(address(section), {**form, "do": "decision", "decision": "Vi prøver det."})
    due = (timezone.localdate() + timedelta(days=9)).isoformat()
    promised = {"todo": "Skriv udkast", "owner": personas.member.pk, "due_on": due}
    for _ in range(2):
        writer.post(address(section), {**form, "draft": 1, "do": "todo", **promised})
    section.refresh_from_db()
    assert section.body == "<p>Vi talte.</p>"
    assert Decision.objects.get().text == "Vi prøver det."
    todo = ToDo.objects.get()
    assert (todo.text, todo.owner, todo.due_on.isoformat()) == (
        "Skriv udkast",
        personas.member,
        due,
    )
    for what in (f"todo:{todo.pk}", f"decision:{Decision.objects.get().pk}"):
        assert writer.post(address(section, "drop"), {"what": what}).status_code == 302
    assert not ToDo.objects.exists() and not Decision.objects.exists()


def test_bad_input_is_refused_with_a_word(writer, section, personas):
    form = {"body": "Vi talte.", "draft": 0}
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    good = {"todo": "Skriv", "owner": personas.member.pk, "due_on": tomorrow}
    for wrong in (
        {"due_on": "1999-01-01"},
        {"due_on": "2999-01-01"},
        {"due_on": "i morgen"},
        {"owner": personas.former.pk},
        {"owner": "x"},
        {"todo": ""},
        {"todo": f"Ring til {CPR}"},
        {"todo": "x" * 301},
    ):
        page = writer.post(address(section), {**form, "do": "todo", **good, **wrong})
        assert page.status_code == 200 and "form-error" in page.content.decode(), wrong
    page = writer.post(address(section), {**form, "do": "decision", "decision": CPR})
    assert "form-error" in page.content.decode() and CPR not in str(Decision.objects.all())
    refused = writer.post(address(section), {"body": f"Født {CPR}", "draft": 1}, headers=JSON)
    assert not refused.json()["saved"] and refused.json()["errors"]["body"]["spot"]
    assert not ToDo.objects.exists()
    for draft in ("-1", "x", "9" * 20):
        assert writer.post(address(section), {**form, "draft": draft}).status_code == 200
    for what in ("", "todo:x", "decision:999999", "todo:" + "9" * 40):
        assert writer.post(address(section, "drop"), {"what": what}).status_code == 404
    with pytest.raises(ValidationError):
        writing.decide(section=section, text=CPR, by=personas.coordinator)


def test_what_looks_like_a_citizen_is_said_softly(writer, section):
    form = {"body": "Ring 23 45 67 89.", "draft": 0}
    answer = writer.post(address(section), form, headers=JSON).json()
    assert answer["saved"] and "telefonnummer" in answer["hints"][0]


# --- who writes, who reads ---------------------------------------------------------------------------
def test_lists_and_rule_agree_for_everybody(personas):
    by = personas.coordinator
    meetings = [make_meeting(personas.group, by=by, days=-day) for day in (1, 2, 3, 4)]
    writing_, co_written, commented, final = (make_minutes(each, by=by) for each in meetings)
    writing.name_co_writer(minutes=co_written, person=personas.jurist, by=by)
    attending.tick(meeting=commented.meeting, person=personas.member, came=True, by=by)
    open_minutes(commented, by=by)
    finishing.make_final(minutes=final, by=by)
    seen = {}
    for name, user in personas.all().items():
        listed = set(queries.minutes_for(user))
        assert listed == {each for each in Minutes.objects.all() if rules.may_view(user, each)}, (
            name
        )
        assert set(queries.search_for(user, "frister")) == {final} & listed
        assert set(queries.todos_for(user)) == {
            each for each in ToDo.objects.all() if rules.may_see_todo(user, each)
        }
        seen[name] = len(listed)
    assert seen == {
        "stranger": 0,
        "applicant": 0,
        "former": 0,
        "suspended": 0,
        "admitted": 0,
        "member": 2,
        "jurist": 2,
        "other_coordinator": 1,
        "coordinator": 4,
        "editor": 4,
        "administrator": 4,
    }
    assert writing_ not in queries.minutes_for(personas.member)
    assert co_written in queries.minutes_for(personas.jurist)


def test_a_draft_is_not_there_for_others(client, section, personas):
    page = reverse("minutes:page", args=[section.minutes.meeting_id])
    client.force_login(personas.member)
    for url in (page, address(section), reverse("minutes:who", args=[section.minutes.meeting_id])):
        assert client.get(url).status_code == 404
    assert client.post(address(section), {"body": "X", "draft": 0}).status_code == 404
    writing.name_co_writer(minutes=section.minutes, person=personas.member, by=personas.coordinator)
    assert client.post(address(section), {"body": "X", "draft": 0}).status_code == 302
    finish = reverse("minutes:finish", args=[section.minutes.meeting_id])
    assert client.post(finish).status_code == 403  # a co-writer does not finish
    section.refresh_from_db()
    assert section.body == "<p>X</p>" and section.saved_by == personas.member


def test_queries_do_not_grow(writer, minutes, personas, django_assert_num_queries):
    by = personas.coordinator
    section = minutes.sections.select_related("minutes__meeting__group").get(order=1)
    for count in (1, 3, 30):
        while Decision.objects.count() < count:
            number = Decision.objects.count()
            writing.decide(section=section, text=f"Beslutning {number}", by=by)
            owner = make_member(f"Nummer {number}", "Odense")
            make_todo(owner, minutes, text=f"Opgave {number}", by=by)
            Section.objects.create(minutes=minutes, order=10 + number, title=f"Punkt {number}")
        for name, queries_ in (("page", 13), ("write", 9)):
            url = reverse(f"minutes:{name}", args=[minutes.meeting_id])
            writer.get(url)
            with django_assert_num_queries(queries_):
                assert writer.get(url).status_code == 200


def test_final_minutes_are_never_changed(writer, section, personas):
    by = personas.coordinator
    writing.save_section(section=section, body="Sagt", number=0, by=by)
    finishing.make_final(minutes=section.minutes, by=by)
    answer = writer.post(address(section), {"body": "Andet", "draft": 1}, headers=JSON)
    assert answer.status_code == 409
    for flow, more in (
        (writing.save_section, {"body": "Andet", "number": 1}),
        (writing.decide, {"text": "Andet"}),
        (writing.promise, {"text": "A", "owner": by, "due_on": timezone.localdate()}),
    ):
        with pytest.raises(Refused) as refused:
            flow(section=section, by=by, **more)
        assert refused.value.codes == ["final"]
    section.refresh_from_db()
    assert section.body == "<p>Sagt</p>"


def test_old_minutes_are_carried_over_as_final(personas):
    from importlib import import_module
    from types import SimpleNamespace
    from unittest.mock import Mock

    from django.apps import apps

    meeting = make_meeting(personas.group, by=personas.coordinator, days=-3)
    meeting.minutes_text = "Vi blev enige.\n\nOg glade."
    old = Mock()
    old.objects.exclude.return_value.select_related.return_value = [meeting]
    models = {"Meeting": old}
    state = SimpleNamespace(
        get_model=lambda room, name: models.get(name) or apps.get_model(room, name)
    )
    import_module("events.minutes.migrations.0002_carry_over").carry_over(state, None)
    assert list(queries.search_for(personas.member, "enige glade")) == [Minutes.objects.get()]
    assert Section.objects.get().body == "<p>Vi blev enige.</p><p>Og glade.</p>"


def test_final_ones_are_found_by_search_and_drafts_by_nobody(client, personas, meeting):
    make_final(meeting, by=personas.coordinator, text="Ordet er kvittering.")
    other = make_meeting(personas.group, by=personas.coordinator, days=-2)
    make_minutes(other, by=personas.coordinator, text="Ordet er kvittering.")
    client.force_login(personas.member)
    page = client.get(reverse("search:results"), {"q": "kvittering"}).content.decode()
    assert reverse("minutes:page", args=[meeting.pk]) in page
    client.force_login(personas.coordinator)
    page = client.get(reverse("search:results"), {"q": "kvittering"}).content.decode()
    assert reverse("minutes:page", args=[other.pk]) not in page
