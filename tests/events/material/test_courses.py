"""Courses have material, too: whoever teaches brings it, and whoever sees the course reads it."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from events.courses.plans import Tutor
from events.material import finding, queries, rules
from events.material.enums import Phase
from events.material.models import Material
from events.meetings.models import Meeting
from portal.kit.problems import Refused
from portal.notices.models import Notice
from tests.factories.courses import enrol, make_course, make_course_draft
from tests.factories.events import make_draft, make_material
from tests.factories.people import Personas, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher():
    return make_member("Tove Underviser", "Odense")


@pytest.fixture
def course(personas, teacher):
    return make_course(by=personas.editor, teachers=[Tutor(person=teacher)])


@pytest.mark.parametrize("name", Personas.NAMES)
@pytest.mark.parametrize("is_draft", [True, False])
def test_the_list_and_the_rule_agree_and_follow_the_course(personas, course, name, is_draft):
    if is_draft:
        course = make_course_draft(by=personas.editor, title="Statistik")
    material = make_material(course, by=personas.editor)
    user = getattr(personas, name)
    sees = name in (
        ("administrator", "editor")
        if is_draft
        else ("member", "coordinator", "other_coordinator", "editor", "jurist", "administrator")
    )
    assert rules.may_view(user, material) == sees
    assert (material in queries.material_for(user)) == sees
    assert (material in finding.search_for(user, "frister")) == (sees and not is_draft)


def test_whoever_teaches_adds_and_the_signed_up_are_told(personas, course, teacher, client):
    enrol(course, personas.member)
    client.force_login(teacher)
    address = reverse("material:add_to_course", args=[course.pk])
    assert address in client.get(course.get_absolute_url()).text
    answer = client.post(
        address,
        {
            "key": "6fa3a6a2-5f33-4d8e-8bd7-6a4a3bbf4d11",
            "phase": "before",
            "link": "https://www.retsinformation.dk/",
            "title": "Loven",
            "point": "",
            "about": "",
            "guide": "",
        },
    )
    assert answer["Location"] == f"{course.get_absolute_url()}#materiale"
    assert Material.objects.get().occasion == course
    notice = Notice.objects.get(kind="material_before")
    assert (notice.recipient, notice.title) == (personas.member, f"Nyt materiale: {course.title}")
    client.force_login(personas.member)
    page = client.get(course.get_absolute_url()).text
    assert "Loven" in page and address not in page
    assert client.get(address).status_code == 403
    with pytest.raises(Refused) as refused:
        make_material(course, by=personas.member, phase=Phase.AFTER)
    assert refused.value.codes == ["not_allowed"]


def test_the_library_finds_it_with_the_course_and_its_days(personas, course, client):
    make_material(course, by=personas.editor)
    client.force_login(personas.member)
    text = client.get("/bibliotek/", {"q": "frister"}).text
    assert "Fra møder og kurser" in text and course.title in text and course.period in text


def test_material_belongs_to_one_meeting_or_one_course(personas, course):
    material = make_material(course, by=personas.editor)
    meeting = make_draft(personas.group, by=personas.coordinator)
    for wrong in ({"meeting": meeting}, {"course": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Material.objects.filter(pk=material.pk).update(**wrong)
    assert Meeting.objects.count() == 1
