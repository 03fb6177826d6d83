"""Material of the conference's sessions: who speaks there brings it, whoever sees the programme reads it."""

from datetime import time

import pytest
from django.urls import reverse

from events.conference.enums import SessionKind
from events.conference.flows import publishing
from events.conference.flows.points import Point, Talker
from events.conference.models import Session
from events.material import rules
from events.material.finding import search_for
from events.material.models import Material
from events.material.queries import material_for
from portal.kit.problems import Refused
from portal.notices.models import Notice
from tests.factories.events import make_conference, make_material, register
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def speaker(db):
    return make_member("Taler", "Odense")


@pytest.fixture
def session(personas, speaker):
    point = Point(
        1, time(10), time(11), SessionKind.PARALLEL, "Mægling", speakers=(Talker(person=speaker),)
    )
    make_conference(by=personas.editor, programme=[point])
    return Session.objects.select_related("conference").get()


def test_who_speaks_and_the_desk_add_it_and_nobody_else(client, personas, session, speaker):
    page = reverse("material:add_to_session", args=[session.pk])
    for name, user in {**personas.all(), "speaker": speaker}.items():
        client.logout()
        if user.is_authenticated:
            client.force_login(user)
        lets_in = client.get(page).status_code == 200
        assert lets_in == (name in {"editor", "administrator", "speaker"}), name


def test_it_stands_on_the_page_and_those_who_have_the_session_are_told(
    client, personas, session, speaker
):
    register(session.conference, personas.member, parts=[session.part])
    register(session.conference, personas.coordinator)
    Notice.objects.all().delete()
    client.force_login(speaker)
    sent = {
        "key": "6f1f6f66-8a0e-4b36-9c0f-0d8f4c1a2b3d",
        "phase": "before",
        "point": "",
        "guide": "",
        "link": "https://eksempel.example/sagen",
        "title": "Den sag, vi øver på",
        "about": "",
    }
    answer = client.post(reverse("material:add_to_session", args=[session.pk]), sent)
    assert answer["Location"] == f"{session.get_absolute_url()}#materiale"
    assert [each.recipient for each in Notice.objects.all()] == [personas.member]
    client.force_login(personas.member)
    assert "Den sag, vi øver på" in client.get(session.get_absolute_url()).text
    assert list(search_for(personas.member, "øver")) == list(Material.objects.all())
    assert list(search_for(personas.former, "øver")) == []


def test_list_and_rule_agree_for_everybody_also_before_the_conference_is_announced(personas):
    point = Point(1, time(10), time(11), SessionKind.PLENARY, "Tale")
    for draft in (False, True):
        conference = make_conference(
            by=personas.editor, programme=[point], draft=draft, days=600 if draft else 151
        )
        session = conference.sessions.get()
        material = make_material(session, by=personas.editor)
        for name, user in personas.all().items():
            listed = material in material_for(user)
            assert listed == rules.may_view(user, material), name
            managers = {"editor", "administrator"}
            members = {"member", "coordinator", "other_coordinator", "jurist"} | managers
            assert listed == (name in (managers if draft else members)), name


def test_nothing_more_is_added_to_what_is_cancelled(personas, session, speaker):
    publishing.cancel_now(session=session, by=personas.editor)
    with pytest.raises(Refused) as refused:
        make_material(session, by=speaker)
    assert refused.value.codes == ["called_off"]
