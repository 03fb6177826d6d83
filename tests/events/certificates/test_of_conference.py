"""Certificates of attendance: for everybody who was checked in, when the conference is over, and once."""

import io
from datetime import time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from events.certificates import conference_queries, queries, rules
from events.certificates.flows import conferring, issuing
from events.certificates.models import Certificate
from events.check_in.rules import ends_at
from events.conference.enums import PartKind, SessionKind
from events.conference.flows import booking
from events.conference.flows.points import Point
from events.conference.models import Booking, Conference
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.factories import certificates as courses
from tests.factories.check_in import check_in, let_begin, make_days
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db

PROGRAMME = [
    Point(1, time(10), time(11), SessionKind.PLENARY, "Velkomst"),
    Point(1, time(11), time(12), SessionKind.MEAL, "Frokost"),
    Point(1, time(13), time(14, 30), SessionKind.PARALLEL, "Mægling", capacity=20),
    Point(1, time(13), time(14, 30), SessionKind.PARALLEL, "Aktindsigt", capacity=20),
    Point(2, time(9), time(10), SessionKind.PLENARY, "Farvel"),
]


@pytest.fixture
def over(personas):
    """Ada came and had chosen mediation; Bo came and had chosen nothing; Cleo did not come."""
    ada, bo, cleo = (make_member(name, "Odense") for name in ("Ada Holm", "Bo Lund", "Cleo Ås"))
    conference = make_days(ada, bo, cleo, by=personas.editor, programme=PROGRAMME)
    rows = {row.person: row for row in conference.registrations.all()}
    mediation = conference.parts.get(kind=PartKind.SESSION, session__title="Mægling")
    let_begin(conference, days_ago=-30)
    row = conference.registrations.get(person=ada)
    booking.book(registration=row, parts=[mediation], by=personas.editor)
    let_begin(conference)
    for person in (ada, bo):
        check_in(conference.registrations.get(pk=rows[person].pk), by=personas.editor)
    return let_begin(conference, days_ago=4)


def test_whoever_came_gets_one_with_what_they_were_at(over, personas):
    issued = conferring.confer(conference=over, by=personas.editor)
    assert [each.name for each in issued] == ["Ada Holm", "Bo Lund"]
    ada, bo = issued
    assert [each.title for each in ada.days] == ["Velkomst", "Mægling", "Farvel"]
    assert [each.title for each in bo.days] == ["Velkomst", "Farvel"]
    assert (ada.minutes, bo.minutes, ada.dates_held) == (210, 120, 3)
    assert (ada.place, ada.period) == (over.venue, over.period)
    assert conferring.confer(conference=over, by=personas.editor) == []
    assert Notice.objects.filter(kind="certificate-issued").count() == 2
    mail = OutgoingMail.objects.filter(template="certificates/mail/issued").first()
    assert mail.context["is_of_conference"] is True


def test_what_is_written_down_stays_when_choices_are_forgotten(over, personas):
    ada, _bo = conferring.confer(conference=over, by=personas.editor)
    Booking.objects.filter(part__conference=over).delete()
    over.sessions.update(title="Hed noget andet")
    Conference.objects.filter(pk=over.pk).update(title="Noget andet", venue="Andetsteds")
    ada.refresh_from_db()
    assert ([each.title for each in ada.days][1], ada.title) == ("Mægling", over.title)


def test_what_overlaps_is_counted_once(over, personas):
    session = over.sessions.get(title="Farvel")
    session.day, session.starts, session.ends = 1, time(10, 30), time(11, 30)
    session.save()
    (row,) = [
        each
        for each in conference_queries.those_who_came(over).rows
        if each.person.name == "Bo Lund"
    ]
    assert row.minutes == 90


def codes(**arguments) -> list:
    with pytest.raises(Refused) as refused:
        conferring.confer(**arguments)
    return refused.value.codes


def test_when_there_are_none(over, personas):
    for name in ("member", "coordinator", "jurist", "former"):
        assert codes(conference=over, by=getattr(personas, name)) == ["not_allowed"]
    let_begin(over)
    assert codes(conference=over, by=personas.editor) == ["too_early"]
    let_begin(over, days_ago=4)
    over.check_ins.all().delete()
    assert codes(conference=over, by=personas.editor) == ["not_ticked"]
    Conference.objects.filter(pk=over.pk).update(state="cancelled")
    over.refresh_from_db()
    assert codes(conference=over, by=personas.editor) == ["not_held"]


def test_a_week_after_the_end_they_are_issued_by_themselves(over):
    end = ends_at(over)
    assert conferring.confer_due(now=end + timedelta(days=5), by=None) == 0
    assert conferring.confer_due(now=end + timedelta(days=7), by=None) == 2
    assert conferring.confer_due(now=end + timedelta(days=8), by=None) == 0
    assert conferring.confer_due(now=end + timedelta(days=40), by=None) == 0


def test_a_wrong_one_is_withdrawn_and_the_next_click_gives_another(over, personas, client):
    ada, _bo = conferring.confer(conference=over, by=personas.editor)
    client.force_login(personas.editor)
    address = reverse("certificates:withdraw", args=[ada.pk])
    assert client.get(address).status_code == 200
    answer = client.post(address, {"because": "Forkert navn"})
    assert answer["Location"] == reverse("certificates_desk:conference", args=[over.pk])
    (new,) = conferring.confer(conference=over, by=personas.editor)
    assert (new.name, new.number != ada.number) == ("Ada Holm", True)
    assert "Forkert navn" in client.get(answer["Location"]).text


def test_who_sees_which(over, personas):
    ada, bo = conferring.confer(conference=over, by=personas.editor)
    of_course = courses.make_certificate(
        personas.member, by=personas.coordinator, group=personas.group
    )
    everybody = [getattr(personas, name) for name in personas.NAMES]
    for user in [*everybody, ada.person, bo.person]:
        for each in (ada, bo, of_course):
            listed = queries.certificates_for(user).filter(pk=each.pk).exists()
            assert listed == rules.may_view(user, each), user
    assert rules.may_view(ada.person, ada) and not rules.may_view(ada.person, bo)
    with pytest.raises(Refused):
        issuing.withdraw(certificate=ada, because="Nej", by=personas.coordinator)


def test_the_database_wants_one_thing_that_it_is_of_and_one_valid_one_each(over, personas):
    ada, _bo = conferring.confer(conference=over, by=personas.editor)
    facts = {"name": "X", "title": "X", "dates_held": 1, "minutes": 1}
    days = {"first_day": over.starts_on, "last_day": over.ends_on}
    course = courses.make_course(by=personas.editor)
    for wrong in (
        {},
        {"course": course, "conference": over, **days},
        {"conference": over},
        {"course": course, **days},
        {"conference": over, "person": ada.person, **days},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Certificate.objects.create(**facts, **wrong)


def test_the_file_is_tagged_and_says_what_the_row_says(over, personas, client, settings):
    settings.BASE_URL = "https://netvaerk.example"
    ada, _bo = conferring.confer(conference=over, by=personas.editor)
    client.force_login(ada.person)
    answer = client.get(reverse("certificates:file", args=[ada.pk]))
    assert f"deltagerbevis-{ada.shown_number}.pdf" in answer["Content-Disposition"]
    file = PdfReader(io.BytesIO(answer.content))
    text = file.pages[0].extract_text()
    for words in ("Deltagerbevis", "har deltaget i", "Ada Holm", over.title, over.venue, "Mægling"):
        assert words in text, words
    assert "Kursus" not in text and "Aktindsigt" not in text and "3,5 timer" in text
    root = file.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "da"
    assert file.metadata.title.startswith("Deltagerbevis")


def test_it_stands_on_the_conference_and_among_ones_own_and_anybody_looks_it_up(
    over, personas, client
):
    ada, bo = conferring.confer(conference=over, by=personas.editor)
    public = client.get(ada.get_absolute_url()).text
    assert "Ada Holm" in public and over.venue in public and "3,5 timers fagligt program" in public
    client.force_login(ada.person)
    home = client.get(reverse("conference:home")).text
    assert ada.shown_number in home and bo.shown_number not in home
    mine = client.get(reverse("certificates:mine")).text
    assert ada.shown_number in mine and bo.shown_number not in mine
    assert client.get(reverse("certificates:file", args=[bo.pk])).status_code == 404


def test_the_desk_shows_who_gets_one_and_issues_them_with_one_click(over, personas, client):
    client.force_login(personas.editor)
    address = reverse("certificates_desk:conference", args=[over.pk])
    page = client.get(address).text
    assert "Ada Holm, Bo Lund" in page and "Cleo" not in page
    assert (
        client.get(reverse("certificates_desk:conference_files", args=[over.pk])).status_code == 302
    )
    assert client.post(address).status_code == 302
    assert Certificate.objects.count() == 2
    file = client.get(reverse("certificates_desk:conference_files", args=[over.pk]))
    assert len(PdfReader(io.BytesIO(file.content)).pages) == 2


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_number_of_queries_does_not_grow(personas, client, django_assert_num_queries, count):
    people = [make_member(f"Nummer {number}", "Odense") for number in range(count * 2)]
    conference = make_days(*people, by=personas.editor, programme=PROGRAMME)
    rows = list(conference.registrations.select_related("person"))
    for row in rows[:count]:
        check_in(row, by=personas.editor)
    conference = let_begin(conference, days_ago=4)
    conferring.confer(conference=conference, by=personas.editor)
    for row in rows[count:]:
        conference.check_ins.create(registration=row, at=timezone.now())
    client.force_login(personas.editor)
    address = reverse("certificates_desk:conference", args=[conference.pk])
    client.get(address)
    with django_assert_num_queries(18):
        assert client.get(address).status_code == 200
