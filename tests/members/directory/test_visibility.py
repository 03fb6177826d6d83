"""A field that a person keeps to the secretariat is shown nowhere and found by nowhere: rule, list, page,
print, address book, search, names proposed in the forum and the list of whom to call say the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.directory.cards import card
from members.directory.flows import change_profile
from members.directory.queries import listed_for, narrowed, search_for, to_call
from members.people.enums import Audience, Field, Offer, Role
from members.people.models import Absence, User
from members.people.queries import showing
from members.people.rules import may_see_field
from portal.topics import flows as topics
from portal.topics.models import Topic
from tests.factories.people import make_member, make_secretariat

pytestmark = pytest.mark.django_db

TITLE, PHONE, EMAIL, ABOUT = "Chefjurist", "12 34 56 78", "skjult@odense.example", "Om mig selv"
NUMBER = "12\N{NO-BREAK SPACE}34\N{NO-BREAK SPACE}56\N{NO-BREAK SPACE}78"
VALUES = {
    Field.TITLE: TITLE,
    Field.PHONE: PHONE,
    Field.EMAIL: EMAIL,
    Field.ABOUT: ABOUT,
    Field.OFFERS: [Offer.TEACHING],
}
AUDIENCES = st.dictionaries(st.sampled_from(Field.values), st.sampled_from(Audience.values))


def make_shown(visibility, name="Bo Lund", at="Aalborg", **fields):
    given = {"title": TITLE, "phone": PHONE, "about": ABOUT, "offers": [str(Offer.TEACHING)]}
    person = make_member(name, at, visibility=visibility, **{**given, **fields})
    person.expertise.add(topic())
    return person


@pytest.fixture
def people(db):
    """Somebody who has filled in everything, a colleague, and one of the secretariat."""
    editor = make_secretariat(Role.SECRETARIAT_EDITOR, "Rikke Rask", second_factor=False)
    return make_shown({}, email=EMAIL), make_member("Ida Ravn", "Vejle"), editor


def topic() -> Topic:
    return topics.save(slug="aktindsigt", name="Aktindsigt", synonyms=[], by=None)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(audiences=AUDIENCES)
def test_every_way_to_a_field_asks_the_same_rule(client, people, audiences):
    person, *others = people
    person.visibility = audiences
    person.save(update_fields=["visibility"])
    for reader in (person, *others):
        sees = {field for field in Field if may_see_field(reader, person, field)}
        shown = card(reader, person)
        for field in Field:
            assert (person in showing(reader, field)) is (field in sees)
        for field, value in VALUES.items():
            assert (getattr(shown, field) == value) is (field in sees), field
        assert (shown.expertise == [topic()]) is (Field.EXPERTISE in sees)
        # What is searched by.
        assert (person in search_for(reader, "aktindsigt")) is (Field.EXPERTISE in sees)
        found = narrowed(listed_for(reader), reader=reader, offer=Offer.TEACHING)
        assert (person in found) is (Field.OFFERS in sees)
        to_be_called = person in [each.person for each in to_call(reader, topic())]
        assert to_be_called is (Field.EXPERTISE in sees and reader != person)
        assert person in search_for(reader, "Aalborg") and person in search_for(reader, "Lund")
        # What stands on the pages and in the files.
        client.force_login(reader)
        one = reverse("directory:person", args=[person.pk])
        pages = {
            one: {TITLE: Field.TITLE, NUMBER: Field.PHONE, EMAIL: Field.EMAIL, ABOUT: Field.ABOUT},
            reverse("directory:vcard", args=[person.pk]): {
                TITLE: Field.TITLE,
                "+4512345678": Field.PHONE,
                EMAIL: Field.EMAIL,
            },
            reverse("directory:list") + "?q=lund": {TITLE: Field.TITLE, NUMBER: Field.PHONE},
            reverse("directory:list") + "?q=lund&vis=tabel": {
                TITLE: Field.TITLE,
                NUMBER: Field.PHONE,
                EMAIL: Field.EMAIL,
            },
            reverse("search:results") + "?q=lund": {TITLE: Field.TITLE},
        }
        for path, values in pages.items():
            text = client.get(path).text
            for value, field in values.items():
                assert (value in text) is (field in sees), (path, field)
        names = client.get(reverse("questions:colleagues") + "?q=aktindsigt").json()["people"]
        assert ("Bo Lund" in [each["name"] for each in names]) is (Field.EXPERTISE in sees)


def test_the_profile_says_what_members_see(client):
    person = make_shown({})
    client.force_login(person)
    page = reverse("directory:me")
    form = client.get(page).context["form"]
    assert form.initial["shown"] == list(Field)
    client.post(
        page,
        {"name": "Bo Lund", "language": "da", "phone": PHONE, "shown": ["title", "expertise"]},
    )
    person = User.objects.get(pk=person.pk)
    kept = {field for field in Field if person.shown_to(field) == Audience.SECRETARIAT}
    assert kept == {Field.EMAIL, Field.PHONE, Field.ABOUT, Field.OFFERS}
    # Whoever hides a field is told on their own page that others do not see it.
    own = client.get(reverse("directory:person", args=[person.pk]))
    assert own.context["card"].phone == PHONE and Field.PHONE in own.context["card"].kept


def test_a_profile_that_says_nothing_of_it_keeps_what_was_chosen():
    person = make_shown({"phone": "secretariat"})
    change_profile(
        person=person,
        name="Bo Lund",
        title="",
        phone=PHONE,
        about="",
        expertise=[],
        offers=[],
        by=person,
    )
    assert User.objects.get(pk=person.pk).shown_to(Field.PHONE) == Audience.SECRETARIAT


# --- whom to call ------------------------------------------------------------------------------------
def test_those_who_can_be_reached_today_come_first(client):
    reader = make_shown({}, "Ida Ravn", "Vejle")
    make_shown({}, "Uden Nummer", "Faxe", phone="")
    make_shown({"phone": "secretariat"}, "Skjult Nummer", "Faxe")
    make_shown({}, "Åse Tilbyder", "Odense", offers=["buddy", "teaching"])
    make_shown({}, "Bo Lund", "Aalborg", offers=["teaching"])
    away, deputy = make_shown({}, "Anna Orlov", "Randers"), make_member("Per Vikar", "Randers")
    Absence.objects.create(person=away, starts_on="2026-01-01", deputy=deputy)
    assert [each.person.name for each in to_call(reader, topic())] == [
        "Åse Tilbyder",
        "Bo Lund",
        "Skjult Nummer",
        "Uden Nummer",
        "Anna Orlov",
    ]
    found = to_call(reader, topic(), offer=Offer.BUDDY)
    assert [each.person.name for each in found] == ["Åse Tilbyder"]
    client.force_login(reader)
    text = client.get(reverse("directory:call") + "?emne=aktindsigt").text
    assert "Per Vikar" in text and "tel:+4512345678" in text
    assert client.get(reverse("directory:call") + "?emne=kage&tilbyder=kage").status_code == 200


def test_whom_to_call_asks_as_often_for_one_as_for_thirty(client):
    reader, known = make_member("Ida Ravn", "Vejle"), topic()
    path = reverse("directory:call") + "?emne=aktindsigt"
    client.force_login(reader)
    make_shown({}, "Nr 0", "Faxe")
    client.get(path)
    counts = []
    for size in (1, 3, 30):
        while known.experts.count() < size:
            make_shown({}, f"Nr {known.experts.count()}", "Faxe")
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(path).context["cards"]) == size
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2], counts


# --- deputies ----------------------------------------------------------------------------------------
def test_deputies_and_vacancies_are_shown(client):
    reader = make_member("Ida Ravn", "Vejle")
    held = make_member("Bo Lund", "Aalborg").posts.get()
    make_member("Per Vikar", "Aalborg").posts.update(deputy_for=held)
    client.force_login(reader)
    text = client.get(reverse("directory:list")).text
    assert "Træder til i Aalborg for" in text


def test_a_deputy_who_has_left_is_not_named(client):
    reader, away = make_member("Ida Ravn", "Vejle"), make_member("Anna Orlov", "Randers")
    gone = make_member("Gået Vikar", "Randers")
    Absence.objects.create(person=away, starts_on="2026-01-01", deputy=gone)
    gone.memberships.update(ended_at="2026-02-01T00:00Z", admitted_at="2026-01-01T00:00Z")
    client.force_login(reader)
    text = client.get(reverse("directory:list")).text
    assert "På orlov" in text and "Gået Vikar" not in text


def test_the_address_books_file_is_named_for_the_person(client):
    person = make_shown({}, "Åse Bjørn")
    client.force_login(make_member("Ida Ravn", "Vejle"))
    answer = client.get(reverse("directory:vcard", args=[person.pk]))
    assert answer["Content-Type"] == "text/vcard; charset=utf-8"
    assert 'filename="' in answer["Content-Disposition"] and ".vcf" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
