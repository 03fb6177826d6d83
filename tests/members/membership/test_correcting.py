"""The secretariat puts right what stands of somebody, and the one concerned hears of it."""

import pytest
from django.core import mail
from django.urls import reverse

from members.people.models import User
from portal.audit.models import Entry
from portal.notices import tasks
from portal.notices.models import Notice
from portal.retention.flows import erase_person
from tests.factories.people import make_former, make_member, make_secretariat

pytestmark = pytest.mark.django_db


@pytest.fixture
def asta():
    return make_secretariat(name="Asta Administrator")


@pytest.fixture
def desk(client, asta):
    client.force_login(asta)
    return client


def page_of(person) -> str:
    return reverse("people_desk:correct", args=[person.pk])


def test_name_title_and_phone_are_corrected_and_the_person_is_told(desk, asta):
    person = make_member("Bo Lund", about="Om mig", title="Jurist")
    assert page_of(person) in desk.get(reverse("people_desk:person", args=[person.pk])).text
    given = {"name": "Bo Lundt", "title": "Jurist", "phone": "12345678"}
    desk.post(page_of(person), given)
    person.refresh_from_db()
    assert (person.name, person.phone, person.about) == ("Bo Lundt", "12 34 56 78", "Om mig")
    assert User.objects.get(name_key=person.name_key) == person
    entry = Entry.objects.get(action="people.profile_corrected")
    assert (entry.by_id, entry.about_id, entry.facts) == (
        asta.pk,
        person.pk,
        {"what": ["name", "phone"]},
    )
    told = Notice.objects.get(recipient=person)
    assert told.title == "Sekretariatet har rettet din profil"
    tasks.deliver_due.call()
    (letter,) = mail.outbox
    assert letter.to == [person.email] and asta.name not in letter.body


def test_nothing_new_is_no_news(desk):
    person = make_member("Bo Lund")
    desk.post(page_of(person), {"name": "Bo Lund", "title": "", "phone": ""})
    assert not Notice.objects.filter(recipient=person).exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "Skriv navnet."),
        ({"name": "Bo 010190-1234"}, "CPR"),
        ({"title": "Jurist 010190-1234"}, "CPR"),
        ({"phone": "12"}, "Skriv otte cifre"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_is_stored(desk, wrong, words):
    person = make_member("Bo Lund")
    answer = desk.post(page_of(person), {"name": "Bo Lundt", "title": "", "phone": "", **wrong})
    assert words in answer.text
    person.refresh_from_db()
    assert person.name == "Bo Lund"


def test_whoever_is_erased_has_nothing_to_correct(desk, asta):
    person = make_former()
    erase_person(person=person, by=asta)
    answer = desk.post(page_of(person), {"name": "Bodil Friis", "title": "", "phone": ""})
    assert "Kontoen er allerede slettet." in answer.text
    person.refresh_from_db()
    assert person.name == "Tidligere medlem"
