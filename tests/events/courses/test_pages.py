"""The courses' pages: what is shown to whom, bad input with what was typed kept, constant query counts."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.courses import links
from events.courses.enums import MailDeed
from events.courses.flows import attending
from events.courses.models import Course, Enrolment
from tests.factories.courses import (
    course_days,
    enrol,
    let_course_begin,
    make_course,
    make_course_draft,
    teacher,
)
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
LIST, PLAN = reverse("courses:list"), reverse("courses:plan")
FIRST = timezone.localdate() + timedelta(days=40)


def typed(**changes) -> dict:
    """A form as it is sent: two dates and one teacher."""
    second = FIRST + timedelta(days=7)
    return {
        "title": "Mægling i praksis",
        "place_name": "Nyborg Rådhus",
        "minimum": "2",
        "capacity": "12",
        "closes_day": f"{FIRST - timedelta(days=7):%Y-%m-%d}",
        "dato-TOTAL_FORMS": "2",
        "dato-INITIAL_FORMS": "0",
        "dato-0-day": f"{FIRST:%Y-%m-%d}",
        "dato-0-starts": "09:30",
        "dato-0-ends": "15:00",
        "dato-0-title": "Den første samtale",
        "dato-1-day": f"{second:%Y-%m-%d}",
        "dato-1-starts": "09:30",
        "dato-1-ends": "15:00",
        "underviser-TOTAL_FORMS": "1",
        "underviser-INITIAL_FORMS": "0",
        "underviser-0-name": "Vibeke Riis",
        "underviser-0-title": "advokat",
        **changes,
    }


def test_a_course_is_planned_with_two_dates_and_a_guest(client, personas):
    client.force_login(personas.editor)
    answer = client.post(PLAN, typed())
    course = Course.objects.get()
    assert answer["Location"] == course.get_absolute_url()
    assert (course.group, course.state, course.dates_needed) == (None, "draft", 2)
    assert [each.title for each in course.dates.all()] == ["Den første samtale", ""]
    assert [(each.name, each.title) for each in course.teachers.all()] == [
        ("Vibeke Riis", "advokat")
    ]
    assert timezone.localtime(course.signup_closes_at).strftime("%H:%M") == "23:59"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"dato-0-day": "2020-01-01"}, "En af datoerne ligger i fortiden."),
        ({"dato-0-ends": "09:00"}, "Det skal slutte"),
        ({"dato-1-day": f"{FIRST:%Y-%m-%d}"}, "To af datoerne overlapper hinanden."),
        ({"minimum": "13"}, "Mindsteantallet må ikke være større"),
        ({"dates_needed": "3"}, "kan ikke kræve flere kursusdage"),
        ({"closes_day": f"{FIRST + timedelta(days=1):%Y-%m-%d}"}, "Fristen må ikke ligge senere"),
        ({"title": "Sag 010190-1234"}, "CPR"),
        ({"dato-0-title": "Sag 010190-1234"}, "CPR"),
        ({"underviser-0-name": "Vibeke 010190-1234"}, "CPR"),
        ({"dato-0-starts": ""}, "Hvornår begynder det?"),
        ({"group": "999999"}, "Vælg en af mulighederne på listen."),
    ],
)
def test_bad_input_is_refused_plainly_and_what_was_typed_stays(client, personas, changes, words):
    client.force_login(personas.editor)
    page = client.post(PLAN, typed(**changes))
    text = page.content.decode()
    assert page.status_code == 200 and not Course.objects.exists()
    assert words in text
    assert 'value="advokat"' in text and 'value="Nyborg Rådhus"' in text


def test_what_is_wrong_in_a_row_stands_at_the_top_with_the_way_to_it(client, personas):
    client.force_login(personas.editor)
    text = client.post(PLAN, typed(**{"dato-1-starts": ""})).content.decode()
    assert '<a href="#id_dato-1-starts">Dato 2, Begynder kl.: Hvornår begynder det?</a>' in text
    assert 'role="alert"' not in client.post(PLAN, typed(more_dates="1")).content.decode()


def test_a_coordinator_cannot_send_another_groups_number_or_none(client, personas):
    client.force_login(personas.coordinator)
    for group in (str(personas.other_group.pk), ""):
        assert client.post(PLAN, typed(group=group)).status_code == 200
    assert not Course.objects.exists()
    client.post(PLAN, typed(group=str(personas.group.pk)))
    assert Course.objects.get().group == personas.group


def test_rows_are_added_and_removed_without_a_script_and_nothing_typed_is_lost(client, personas):
    client.force_login(personas.editor)
    more = client.post(PLAN, typed(more_dates="1", builds_on=[])).content.decode()
    assert 'name="dato-TOTAL_FORMS" value="3"' in more
    assert 'value="Den første samtale"' in more and 'value="Vibeke Riis"' in more
    fewer = client.post(PLAN, typed(remove_date="0")).content.decode()
    assert 'name="dato-TOTAL_FORMS" value="1"' in fewer
    assert "Den første samtale" not in fewer
    for nonsense in ("x", "-1", "99"):
        page = client.post(PLAN, typed(remove_date=nonsense))
        assert 'name="dato-TOTAL_FORMS" value="2"' in page.content.decode()
    assert not Course.objects.exists()


def test_changing_keeps_a_dates_identity(client, personas):
    course = make_course(personas.group, by=personas.coordinator, dates=course_days(count=2))
    before = list(course.dates.values_list("pk", "uid"))
    client.force_login(personas.coordinator)
    address = reverse("courses:change", args=[course.pk])
    form = client.get(address)
    assert f'value="{before[0][0]}"' in form.content.decode()
    sent = {
        **typed(),
        **{f"dato-{number}-pk": str(pk) for number, (pk, _) in enumerate(before)},
    }
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    assert list(course.dates.values_list("pk", "uid")) == before


def test_a_date_of_another_course_is_not_taken_over(client, personas):
    other = make_course(personas.other_group, by=personas.other_coordinator)
    foreign = other.dates.first()
    course = make_course(personas.group, by=personas.coordinator, dates=course_days(count=2))
    client.force_login(personas.coordinator)
    sent = {**typed(), "dato-0-pk": str(foreign.pk)}
    client.post(reverse("courses:change", args=[course.pk]), sent)
    foreign.refresh_from_db()
    assert foreign.course == other
    assert course.dates.count() == 2


def test_prerequisites_are_asked_for_and_not_kept(client, personas):
    course = make_course(prerequisites="Tre sager")
    client.force_login(personas.member)
    address = reverse("courses:enrol", args=[course.pk])
    page = client.post(address)
    assert "Sæt hak ved, at du opfylder forudsætningerne" in page.content.decode()
    assert not Enrolment.objects.exists()
    client.post(address, {"meets": "on"})
    assert Enrolment.objects.get().place == "enrolled"


def test_the_line_is_shown_on_the_page(client, personas):
    course = make_course(capacity=1)
    enrol(course, personas.jurist)
    client.force_login(personas.member)
    page = client.get(course.get_absolute_url()).content.decode()
    assert "Skriv mig på ventelisten" in page
    client.post(reverse("courses:enrol", args=[course.pk]), {"waits": "1"})
    page = client.get(course.get_absolute_url()).content.decode()
    assert "Du er nummer 1 i køen." in page


def test_a_letters_yes_and_no_are_one_click_and_looking_changes_nothing(client, personas):
    course = make_course(capacity=1)
    enrol(course, personas.jurist)
    enrol(course, personas.member, waits=True)
    attending.withdraw(course=course, person=personas.jurist, by=personas.jurist)
    held = Enrolment.objects.get(person=personas.member)
    assert held.place == "offered"
    take = links.address(held, MailDeed.TAKE)
    assert client.get(take).status_code == 200
    held.refresh_from_db()
    assert held.place == "offered"
    assert "Pladsen er din" in client.post(take).content.decode()
    held.refresh_from_db()
    assert held.place == "enrolled"
    client.post(links.address(held, MailDeed.WITHDRAW))
    held.refresh_from_db()
    assert held.place == "withdrawn"
    assert "ikke længere til dig" in client.post(take).content.decode()
    assert client.get(reverse("courses:by_mail", args=["brudt"])).status_code == 410


def test_participants_are_for_those_who_run_or_teach_it(client, personas):
    course = make_course(
        personas.group, by=personas.coordinator, teachers=[teacher(personas.jurist)]
    )
    enrol(course, personas.member)
    address = reverse("courses:participants", args=[course.pk])
    for person, status in (
        (personas.member, 403),
        (personas.other_coordinator, 403),
        (personas.coordinator, 200),
        (personas.jurist, 200),
        (personas.editor, 200),
    ):
        client.force_login(person)
        assert client.get(address).status_code == status, person
    client.force_login(personas.jurist)
    sheet = client.get(reverse("courses:sheet", args=[course.pk, "csv"]))
    assert "Mette Holm" in sheet.content.decode("utf-8-sig")
    assert client.get(reverse("courses:sheet", args=[course.pk, "xlsx"])).content[:2] == b"PK"
    assert client.get(reverse("courses:sheet", args=[course.pk, "pdf"])).status_code == 404
    # A teacher ticks who came, and does not run the course.
    note = reverse("courses:write_down", args=[course.pk])
    assert client.post(note, {"person": personas.jurist.pk, "what": "comes"}).status_code == 403
    client.force_login(personas.coordinator)
    client.post(note, {"person": personas.jurist.pk, "what": "comes"})
    assert Enrolment.objects.filter(person=personas.jurist, place="enrolled").exists()
    client.post(note, {"person": personas.jurist.pk, "what": "stays"})
    assert Enrolment.objects.get(person=personas.jurist).place == "withdrawn"


@pytest.mark.parametrize("shows", ["", "tidligere", "mine", "kladder", "vrøvl"])
def test_the_list_answers_for_everyone(client, personas, shows):
    make_course(personas.group, by=personas.coordinator)
    make_course_draft(personas.group, by=personas.coordinator, title="Kladden")
    let_course_begin(make_course(title="Holdt", by=personas.editor), over=True)
    for person in (personas.member, personas.coordinator, personas.editor):
        client.force_login(person)
        page = client.get(LIST, {"vis": shows}).content.decode()
        assert ("Kladden" in page) == (shows == "kladder" and person != personas.member)
        assert ("Holdt" in page) == (shows == "tidligere")


@pytest.mark.parametrize("page", ["list", "participants", "calendar", "home"])
def test_query_counts_do_not_grow(client, personas, page):
    counts = []
    courses, people = 0, 0
    client.force_login(personas.member)
    for rows in (1, 3, 30):
        while courses < rows:
            courses += 1
            make_course(
                by=personas.editor,
                title=f"Kursus {courses}",
                teachers=[teacher(personas.member), teacher(personas.jurist)],
                capacity=100,
                online_url="https://video.example.dk/kursus",
            )
        first = Course.objects.order_by("pk").first()
        while people < rows:
            people += 1
            enrol(first, make_member(f"Nummer {people}", "Odense"))
        address = {
            "list": f"{LIST}?vis=mine",
            "participants": reverse("courses:participants", args=[first.pk]),
            "calendar": reverse("calendar:calendar")
            + f"?fra={timezone.localtime(first.starts_at):%Y-%m}",
            "home": reverse("home_member"),
        }[page]
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2], counts
