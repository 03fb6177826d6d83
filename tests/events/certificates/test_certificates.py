"""Who came to enough dates gets a certificate: once, written down as it was, and never changed."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from events.certificates import numbers, queries, rules, typesetting
from events.certificates.flows import forgetting, issuing
from events.certificates.models import Certificate
from events.courses.models import Course
from members.onboarding.enums import Deed
from members.people.models import User
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.factories.certificates import add_teacher, make_certificate, make_course, tick
from tests.factories.onboarding import make_newcomer
from tests.factories.people import make_member
from tests.members.onboarding.test_tracks import done, make_step

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return [make_member(name) for name in ("Anna Ask", "Bo Birk", "Cia Dam", "Dan Eg")]


@pytest.fixture
def course(personas, people):
    """Of three dates, two of which are needed: Anna came to all, Bo to two, Cia to one, Dan to none."""
    found = make_course(personas.group, by=personas.coordinator, people=people)
    add_teacher(found, personas.jurist)
    add_teacher(found, name="Kirsten Thorup", title="advokat, Aarhus")
    by = personas.coordinator
    tick(found, people[0], 1, 2, 3, by=by)
    tick(found, people[1], 1, 3, by=by)
    tick(found, people[2], 2, by=by)
    return found


def codes(call, **values) -> list[str]:
    with pytest.raises(Refused) as refused:
        call(**values)
    return refused.value.codes


def test_the_preview_says_who_gets_one_and_who_does_not(client, course, personas):
    preview = queries.preview_of(course)
    assert [row.person.name for row in preview.due] == ["Anna Ask", "Bo Birk"]
    assert [(row.person.name, len(row.dates)) for row in preview.lacking] == [
        ("Cia Dam", 1),
        ("Dan Eg", 0),
    ]
    client.force_login(personas.coordinator)
    page = client.get(reverse("certificates:course", args=[course.pk])).text
    assert "Udsted 2 kursusbeviser" in page and "kom til 1, skal bruge 2" in page
    assert "kom ikke" in page


def test_one_click_issues_them_and_a_second_one_nothing(client, course, personas, people):
    client.force_login(personas.coordinator)
    address = reverse("certificates:course", args=[course.pk])
    for _click in range(2):
        assert client.post(address).status_code == 302
    assert Certificate.objects.count() == 2
    bo = Certificate.objects.get(person=people[1])
    assert (bo.name, bo.title, bo.minutes) == ("Bo Birk", "Grundkursus i forvaltningsret", 480)
    assert (len(bo.days), bo.dates_held, bo.hours) == (2, 3, "8")
    assert [each.title for each in bo.days] == ["Emne 1", "Emne 3"]
    assert bo.teachers == f"{personas.jurist.name}\nKirsten Thorup, advokat, Aarhus"
    assert bo.issued_by == personas.coordinator
    told = Notice.objects.filter(kind="certificate-issued")
    assert set(told.values_list("recipient__name", flat=True)) == {"Anna Ask", "Bo Birk"}
    letters = OutgoingMail.objects.filter(template="certificates/mail/issued")
    assert {letter.context["url"] for letter in letters} == {reverse("certificates:mine")}


def test_what_is_written_down_does_not_change_with_the_course_or_the_person(
    course, personas, people
):
    issuing.issue(course=course, by=personas.coordinator)
    bo = Certificate.objects.get(person=people[1])
    before = typesetting.pdf([bo])
    User.objects.filter(pk=people[1].pk).update(name="Bo Birk Jensen")
    Course.objects.update(title="Et helt andet kursus")
    course.teachers.all().delete()
    bo = Certificate.objects.get(person=people[1])
    assert (bo.name, bo.title) == ("Bo Birk", "Grundkursus i forvaltningsret")
    assert typesetting.pdf([bo]) == before


def test_a_certificate_ticks_the_course_step_of_a_newcomer(personas):
    make_step(Deed.COURSE_TAKEN)
    newcomer = make_newcomer(at="Odense")
    make_certificate(newcomer.person, by=personas.coordinator, group=personas.group)
    assert done(newcomer) == [f"certificate:{Certificate.objects.get().pk}"]


def test_nothing_is_issued_too_early_without_ticks_or_by_others(personas, people):
    by = personas.coordinator
    ahead = make_course(personas.group, days=-3, people=people)
    assert codes(issuing.issue, course=ahead, by=by) == ["too_early"]
    unticked = make_course(personas.group, people=people)
    assert codes(issuing.issue, course=unticked, by=by) == ["not_ticked"]
    tick(unticked, people[0], 1, 2, by=by)
    for who in (personas.member, personas.other_coordinator):
        assert codes(issuing.issue, course=unticked, by=who) == ["not_allowed"]
    Course.objects.update(state="cancelled", cancelled_at=timezone.now())
    unticked.refresh_from_db()
    assert codes(issuing.issue, course=unticked, by=by) == ["not_held"]


def test_a_week_after_the_end_they_are_issued_by_themselves(course):
    soon = course.ends_at + timedelta(days=6)
    assert issuing.issue_due(now=soon, by=None) == 0
    assert issuing.issue_due(now=course.ends_at + timedelta(days=7), by=None) == 2
    assert issuing.issue_due(now=course.ends_at + timedelta(days=8), by=None) == 0
    assert issuing.issue_due(now=course.ends_at + timedelta(days=40), by=None) == 0
    assert set(Certificate.objects.values_list("issued_by", flat=True)) == {None}


def test_a_wrong_one_is_withdrawn_and_a_new_one_has_another_number(
    client, course, personas, people
):
    by = personas.coordinator
    issuing.issue(course=course, by=by)
    wrong = Certificate.objects.get(person=people[1])
    client.force_login(by)
    address = reverse("certificates:withdraw", args=[wrong.pk])
    assert client.post(address, {"because": " "}).status_code == 200
    assert client.post(address, {"because": "Han var der også den 2. gang"}).status_code == 302
    wrong.refresh_from_db()
    assert (wrong.is_valid, wrong.withdrawn_by) == (False, by)
    assert codes(issuing.withdraw, certificate=wrong, because="Igen", by=by) == ["withdrawn"]
    tick(course, people[1], 2, by=by)
    (new,) = issuing.issue(course=course, by=by)
    assert (new.person, len(new.days)) == (people[1], 3)
    assert new.number != wrong.number
    client.force_login(people[1])
    page = client.get(reverse("certificates:mine")).text
    assert "Han var der også den 2. gang" in page and new.shown_number in page
    assert client.get(reverse("certificates:file", args=[wrong.pk])).status_code == 404
    public = client.get(wrong.get_absolute_url()).text
    assert "trukket tilbage" in public and "Han var der også" not in public


def test_a_reason_is_needed_and_holds_no_cpr_number(course, personas):
    by = personas.coordinator
    certificate = issuing.issue(course=course, by=by)[0]
    call = {"certificate": certificate, "by": by}
    assert codes(issuing.withdraw, because="  ", **call) == ["no_reason"]
    with pytest.raises(ValidationError):
        issuing.withdraw(because="Det var 010170-1234", **call)


def test_the_database_allows_one_valid_certificate_a_course(personas):
    one = make_certificate(personas.member, by=personas.coordinator, group=personas.group)
    copy = {
        "course": one.course,
        "person": one.person,
        "title": "Et",
        "dates_held": 1,
        "minutes": 60,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(**copy)
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=one.pk).update(withdrawn_because="Uden tid")


def test_numbers_are_drawn_without_characters_that_are_mistaken():
    drawn = {numbers.drawn() for _each in range(200)}
    assert len(drawn) == 200
    assert not set("".join(drawn)) & set("01258ABEIOLSUVYZ")
    assert all(len(number) == 12 and number[0].isalpha() for number in drawn)
    assert numbers.shown("KT7M4XRD9QHN") == "KT7M-4XRD-9QHN"
    for typed in ("kt7m-4xrd-9qhn", " KT7M 4XRD 9QHN ", "kt7m4xrd9qhn", "KT7M–4XRD–9QHN."):
        assert numbers.read(typed) == "KT7M4XRD9QHN"
    for typed in ("", "KT7M-4XRD-9QH", "KT7M-4XRD-9QHO", "0101701234", "K" * 500, "٣" * 12):
        assert numbers.read(typed) == ""


# --- the file ----------------------------------------------------------------------------------------
def test_the_file_is_tagged_and_says_what_the_row_says(client, course, personas, people, settings):
    issuing.issue(course=course, by=personas.coordinator)
    anna = Certificate.objects.get(person=people[0])
    client.force_login(people[0])
    response = client.get(reverse("certificates:file", args=[anna.pk]))
    assert response["Content-Type"] == "application/pdf"
    assert response.content == client.get(reverse("certificates:file", args=[anna.pk])).content
    pdf = PdfReader(BytesIO(response.content))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root and root["/Lang"] == "da"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert pdf.metadata.title == "Kursusbevis: Grundkursus i forvaltningsret"
    words = pdf.pages[0].extract_text()
    for said in ("Kursusbevis", "Anna Ask", "12 timer", "mødt 3 af 3 gange", "Emne 2"):
        assert said in words
    assert anna.shown_number in words and "Kirsten Thorup, advokat, Aarhus" in words
    links = [note.get_object()["/A"]["/URI"] for note in pdf.pages[0]["/Annots"]]
    assert set(links) == {settings.BASE_URL + anna.get_absolute_url()}


def test_what_somebody_writes_is_never_a_command(personas):
    hostile = '#read("/etc/passwd") $x$ *fed*'
    certificate = make_certificate(
        personas.member, by=personas.coordinator, group=personas.group, title=hostile
    )
    words = PdfReader(BytesIO(typesetting.pdf([certificate]))).pages[0].extract_text()
    assert hostile in words


def test_all_of_a_course_are_one_file(client, course, personas):
    client.force_login(personas.coordinator)
    address = reverse("certificates:files", args=[course.pk])
    assert client.get(address).status_code == 404
    issuing.issue(course=course, by=personas.coordinator)
    pdf = PdfReader(BytesIO(client.get(address).content))
    assert ["Anna" in page.extract_text() for page in pdf.pages] == [True, False]


# --- who sees which ----------------------------------------------------------------------------------
def test_list_and_rule_agree_for_everybody(personas):
    one = make_certificate(personas.member, by=personas.coordinator, group=personas.group)
    other = make_certificate(
        personas.jurist, by=personas.other_coordinator, group=personas.other_group
    )
    of_all = make_certificate(make_member("Anna Ask"), by=personas.editor)
    found = [one, other, of_all]
    for name in personas.NAMES:
        user = getattr(personas, name)
        listed = set(queries.certificates_for(user).values_list("pk", flat=True))
        assert listed == {each.pk for each in found if rules.may_view(user, each)}, name


def test_doors(client, course, personas, people):
    certificates = issuing.issue(course=course, by=personas.coordinator)
    page = reverse("certificates:course", args=[course.pk])
    file = reverse("certificates:file", args=[certificates[0].pk])
    withdraw = reverse("certificates:withdraw", args=[certificates[0].pk])
    expected = {
        "coordinator": (200, 200, 200),
        "administrator": (200, 200, 200),
        "jurist": (403, 404, 404),  # teaches
        "member": (403, 404, 404),
        "former": (403, 404, 403),
    }
    for name, statuses in expected.items():
        client.force_login(getattr(personas, name))
        found = tuple(client.get(path).status_code for path in (page, file, withdraw))
        assert found == statuses, name
    client.force_login(people[0])
    assert (client.get(file).status_code, client.get(withdraw).status_code) == (200, 403)


def test_who_has_left_still_gets_their_certificate(client, personas):
    certificate = make_certificate(personas.member, by=personas.coordinator, group=personas.group)
    personas.member.memberships.update(ended_at=timezone.now())
    client.force_login(personas.member)
    assert certificate.shown_number in client.get(reverse("certificates:mine")).text
    assert client.get(reverse("certificates:file", args=[certificate.pk])).status_code == 200


def test_certificates_are_deleted_in_their_time_and_nameless_when_the_holder_is(client, personas):
    certificate = make_certificate(personas.member, by=personas.coordinator, group=personas.group)
    assert forgetting.forget_holder(person=personas.member, by=personas.administrator) == 1
    page = client.get(certificate.get_absolute_url()).text
    assert "En person, hvis oplysninger er slettet" in page and personas.member.name not in page
    issued = certificate.issued_at
    assert forgetting.delete_certificates(before=issued, by=None) == 0
    assert forgetting.delete_certificates(before=issued + timedelta(1), by=None) == 1
    assert client.get(certificate.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_number_of_queries_does_not_grow(number, client, personas, django_assert_num_queries):
    course = make_course(personas.group, people=[make_member(f"Nr {n}") for n in range(number * 2)])
    for enrolment in course.enrolments.select_related("person")[:number]:
        tick(course, enrolment.person, 1, 2, by=personas.coordinator)
    issuing.issue(course=course, by=personas.coordinator)
    for enrolment in course.enrolments.select_related("person")[number:]:
        tick(course, enrolment.person, 1, by=personas.coordinator)
    client.force_login(personas.coordinator)
    address = reverse("certificates:course", args=[course.pk])
    client.get(address)
    with django_assert_num_queries(14):
        client.get(address)
