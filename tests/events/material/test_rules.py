"""Who sees material, who adds it and who keeps it in order; what is refused, and what becomes of it."""

from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.material import notices, problems, queries, rules
from events.material.enums import Phase
from events.material.flows import adding, keeping
from events.material.models import Material
from events.meetings.flows import attending, planning
from events.meetings.models import Meeting
from events.minutes.flows import writing
from members.people.flows import membership
from members.people.models import User
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from portal.retention.flows import erase_person
from tests.factories.events import make_draft, make_material, make_meeting, make_minutes, thing
from tests.factories.people import Personas, make_coordinator, make_member
from tests.factories.resources import make_guide

pytestmark = pytest.mark.django_db
CPR = "010190-1234"
KEY = UUID("6fa3a6a2-5f33-4d8e-8bd7-6a4a3bbf4d11")


def codes(refused) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


@pytest.fixture
def drafted(personas):
    return make_draft(personas.group, by=personas.coordinator)


# --- seeing ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", Personas.NAMES)
@pytest.mark.parametrize("is_draft", [True, False])
def test_the_list_and_the_rule_agree_and_follow_the_meeting(
    personas, meeting, drafted, name, is_draft
):
    material = make_material(drafted if is_draft else meeting, by=personas.coordinator)
    user = getattr(personas, name)
    sees = name in (
        ("coordinator", "administrator", "editor")
        if is_draft
        else ("member", "coordinator", "other_coordinator", "editor", "jurist", "administrator")
    )
    assert rules.may_view(user, material) == sees
    assert (material in queries.material_for(user)) == sees


# --- adding ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", Personas.NAMES)
def test_those_who_run_the_meeting_add_and_nobody_else(personas, meeting, name):
    user = getattr(personas, name)
    runs = name in ("coordinator", "administrator", "editor")
    for phase in Phase:
        assert rules.may_add(user, meeting, phase=phase) == runs
    if not runs:
        with pytest.raises(Refused) as refused:
            adding.add(occasion=meeting, things=[thing()], phase=Phase.BEFORE, by=user)
        assert codes(refused) == ["not_allowed"]
    assert Material.objects.count() == 0


def test_who_brings_a_point_adds_to_it_alone(personas):
    agenda = [planning.Point("Frister", 60, personas.member), planning.Point("Andet", 60)]
    meeting = make_meeting(personas.group, by=personas.coordinator, agenda=agenda)
    own, other = meeting.agenda.all()
    material = make_material(meeting, by=personas.member, point=own)
    assert (material.point, material.added_by) == (own, personas.member)
    for point in (None, other):
        with pytest.raises(Refused):
            make_material(meeting, by=personas.member, point=point)
    assert rules.may_change(personas.member, material)
    keeping.remove(material=material, by=personas.member)
    theirs = make_material(meeting, by=personas.coordinator, point=own)
    with pytest.raises(Refused):
        keeping.remove(material=theirs, by=personas.member)


def test_who_writes_the_minutes_adds_afterwards(personas, meeting):
    minutes = make_minutes(meeting, by=personas.coordinator)
    writing.name_co_writer(minutes=minutes, person=personas.member, by=personas.coordinator)
    make_material(meeting, by=personas.member, phase=Phase.AFTER)
    with pytest.raises(Refused):
        make_material(meeting, by=personas.member, phase=Phase.BEFORE)


def test_a_point_of_another_meeting_is_refused(personas, meeting):
    other = make_meeting(
        personas.group, by=personas.coordinator, agenda=[planning.Point("Frister", 60)]
    )
    with pytest.raises(Refused) as refused:
        make_material(meeting, by=personas.coordinator, point=other.agenda.get())
    assert codes(refused) == ["other_point"]


def test_nothing_is_added_to_a_meeting_that_was_called_off_but_it_can_go(personas, meeting):
    material = make_material(meeting, by=personas.coordinator)
    planning.cancel(meeting=meeting, by=personas.coordinator)
    material = Material.objects.get()
    for deed in (
        lambda: make_material(meeting, by=personas.coordinator),
        lambda: keeping.move(material=material, up=True, by=personas.coordinator),
        lambda: keeping.change(
            material=material,
            title="Ny",
            about="",
            phase=Phase.BEFORE,
            point=None,
            by=personas.coordinator,
        ),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert codes(refused) == ["called_off"]
    keeping.remove(material=material, by=personas.coordinator)
    assert not Material.objects.exists()


def test_after_the_meeting_it_goes_on(personas):
    past = make_meeting(personas.group, by=personas.coordinator, days=-3)
    assert make_material(past, by=personas.coordinator, phase=Phase.AFTER).order == 1


def test_a_meeting_has_room_for_so_many(personas, meeting, monkeypatch, stored):
    monkeypatch.setattr(problems, "MOST", 3)
    make_material(meeting, by=personas.coordinator, things=[thing(), thing()])
    with pytest.raises(Refused) as refused:
        make_material(meeting, by=personas.coordinator, things=[thing(), thing()])
    assert codes(refused) == ["too_many"]
    assert Material.objects.count() == 2 and stored() == [".docx", ".docx"]


def test_the_same_form_twice_is_stored_once(personas, meeting, stored):
    first, again = (
        adding.add(
            occasion=meeting,
            things=[thing(), thing(link="https://eksempel.example/", title="Et link")],
            phase=Phase.BEFORE,
            key=KEY,
            by=personas.coordinator,
        )
        for _ in range(2)
    )
    assert first == again and Material.objects.count() == 2 and stored() == [".docx"]


def test_a_cpr_number_is_refused_and_leaves_no_file(personas, meeting, stored):
    for things, about in (
        ([thing(title=f"Sag {CPR}")], ""),
        ([thing()], f"Om {CPR}"),
        ([thing(), thing(link=f"https://eksempel.example/{CPR}", title="Link")], ""),
    ):
        with pytest.raises(ValidationError):
            make_material(meeting, by=personas.coordinator, things=things, about=about)
    assert not Material.objects.exists() and stored() == []


def test_when_something_fails_on_the_way_no_file_is_left(personas, meeting, stored, monkeypatch):
    def fail(*args, **more):
        raise RuntimeError

    monkeypatch.setattr(notices, "tell_added", fail)
    monkeypatch.setattr(adding, "insert_or_update_object", fail)
    with pytest.raises(RuntimeError):
        make_material(meeting, by=personas.coordinator)
    assert not Material.objects.exists() and stored() == []


def test_material_is_exactly_one_thing(personas, meeting):
    material = make_material(meeting, by=personas.coordinator)
    for change in (
        {"link": "https://eksempel.example/"},
        {"guide": make_guide()},
        {"file": "", "name": "", "kind": ""},
        {"phase": "midt"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Material.objects.filter(pk=material.pk).update(**change)


def test_the_trail_says_how_many_and_by_whom(personas, meeting):
    make_material(meeting, by=personas.coordinator, things=[thing(), thing()])
    entry = Entry.objects.get(action="material.added")
    assert (entry.by_id, entry.object_id) == (personas.coordinator.pk, str(meeting.pk))
    assert entry.facts == {"count": 2, "phase": "before"}


# --- order -------------------------------------------------------------------------------------------
def test_it_stands_in_the_order_in_which_it_came_until_it_is_moved(personas, meeting):
    by = personas.coordinator
    names = [thing(f"{name}.docx") for name in ("Et", "To", "Tre")]
    make_material(meeting, by=by, things=names)

    def titles(phase=Phase.BEFORE) -> list[str]:
        return [each.title for each in queries.material_of(meeting).filter(phase=phase)]

    assert titles() == ["Et", "To", "Tre"]
    last = Material.objects.get(title="Tre")
    keeping.move(material=last, up=True, by=by)
    assert titles() == ["Et", "Tre", "To"]
    keeping.move(material=Material.objects.get(title="To"), up=False, by=by)
    assert titles() == ["Et", "Tre", "To"]
    keeping.change(
        material=Material.objects.get(title="Et"),
        title="Et igen",
        about="Til at slå op i",
        phase=Phase.AFTER,
        point=None,
        by=by,
    )
    assert (titles(), titles(Phase.AFTER)) == (["Tre", "To"], ["Et igen"])


# --- telling -----------------------------------------------------------------------------------------
def test_those_who_come_are_told_once_a_day_and_phase(personas, meeting):
    def add(phase=Phase.BEFORE):
        adding.add(occasion=meeting, things=[thing()], phase=phase, by=personas.coordinator)

    def told(person) -> list[str]:
        return list(Notice.objects.filter(recipient=person).values_list("kind", flat=True))

    attending.sign_up(meeting=meeting, person=personas.member, by=personas.member)
    add()
    add()
    assert told(personas.member) == ["material_before"]
    attending.say_maybe(meeting=meeting, person=personas.jurist, by=personas.jurist)
    add()
    assert told(personas.member) == told(personas.jurist) == ["material_before"]
    notice = Notice.objects.filter(recipient=personas.member).get()
    assert notice.title == f"Nyt materiale: {meeting.title}"
    assert notice.url == f"{meeting.get_absolute_url()}#materiale"
    Notice.objects.update(created_at=timezone.now() - timezone.timedelta(days=1))
    add()
    add(Phase.AFTER)
    assert sorted(told(personas.member)) == ["material_after", *["material_before"] * 2]
    assert told(personas.coordinator) == []
    assert not OutgoingMail.objects.filter(template__startswith="material").exists()


def test_a_draft_tells_nobody(personas, drafted):
    adding.add(occasion=drafted, things=[thing()], phase=Phase.BEFORE, by=personas.administrator)
    assert not Notice.objects.filter(kind__startswith="material").exists()


# --- going -------------------------------------------------------------------------------------------
def test_a_draft_that_is_thrown_away_takes_its_files_with_it(
    personas, drafted, stored, django_capture_on_commit_callbacks
):
    make_material(drafted, by=personas.coordinator)
    assert stored() == [".docx"]
    with django_capture_on_commit_callbacks(execute=True):
        planning.discard(meeting=drafted, by=personas.coordinator)
    assert not Meeting.objects.exists() and stored() == []


def test_what_is_removed_is_gone_from_disk_and_removing_twice_is_once(
    personas, meeting, stored, django_capture_on_commit_callbacks
):
    material = make_material(meeting, by=personas.coordinator)
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            keeping.remove(material=material, by=personas.coordinator)
    assert stored() == [] and Entry.objects.filter(action="material.removed").count() == 1


def test_when_its_adder_is_erased_the_material_stays_without_a_name(personas, meeting, stored):
    leaver = make_coordinator(personas.group, "Gitte Går", "Odense")
    make_material(meeting, by=leaver)
    membership.end_membership(person=leaver, by=None)
    erase_person(person=leaver, by=personas.administrator)
    material = Material.objects.get()
    name = material.added_by.name if material.added_by else ""
    assert "Gitte" not in name and stored() == [".docx"]
    assert "Gitte" not in " ".join(User.objects.values_list("name", flat=True))


def test_a_member_who_came_later_sees_it(personas, meeting):
    make_material(meeting, by=personas.coordinator)
    assert queries.material_for(make_member("Ny Nielsen", "Odense")).count() == 1
