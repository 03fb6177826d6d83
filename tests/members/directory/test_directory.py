"""Finding colleagues, and keeping one's own page."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from members.directory.queries import (
    coverage,
    listed_for,
    narrowed,
    search_for,
    vacancies_for,
    vacancies_found,
)
from members.municipalities.models import Municipality, Region
from members.people.enums import Offer, PostRole, Role
from members.people.flows import membership, roles
from members.people.models import User
from portal.topics import flows as topics
from tests.factories.people import (
    make_former,
    make_group,
    make_member,
    make_user,
    municipality,
)

pytestmark = pytest.mark.django_db


def names(people):
    return [person.name for person in people]


def topic(slug="aktindsigt", name="Aktindsigt", synonyms=("indsigt i akter",)):
    return topics.save(slug=slug, name=name, synonyms=list(synonyms), by=None)


def page_of(client, user, query=""):
    client.force_login(user)
    return client.get(reverse("directory:list") + query)


# --- the list ----------------------------------------------------------------------------------------
def test_members_only_are_listed_in_danish_order(personas):
    people = personas.all()
    for reader in ("member", "administrator"):
        listed = names(listed_for(people[reader]))
        assert "Ansøger Andersen" not in listed and "Bodil Friis" not in listed
        assert listed == names(sorted(listed_for(people[reader]), key=lambda p: p.name_key))
        assert len(listed) == 6
    for reader in ("stranger", "applicant", "former"):
        assert not listed_for(people[reader]).exists(), reader


def test_search_never_shows_more_than_the_list(personas):
    for name, reader in personas.all().items():
        found = set(search_for(reader, "o")) | set(search_for(reader, "Mette"))
        assert found <= set(listed_for(reader)), name
    assert not search_for(AnonymousUser(), "Mette").exists()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("mette", ["Mette Åkjær"]),
        ("METTE", ["Mette Åkjær"]),
        ("åkjær", ["Mette Åkjær"]),
        ("aakj", ["Mette Åkjær"]),
        ("kjær", []),
        ("ålborg", ["Bo Lund"]),
        ("aalborg bo", ["Bo Lund"]),
        ("aalborg mette", []),
        ("aktind", ["Bo Lund"]),
        ("akter", ["Bo Lund"]),
        ("010", []),
        ("!!!", []),
        ("", []),
    ],
)
def test_search_by_name_municipality_and_topic(words, found):
    reader = make_member("Ida Ravn", "Vejle")
    make_member("Mette Åkjær", "Odense")
    make_member("Bo Lund", "Aalborg").expertise.add(topic())
    assert names(search_for(reader, words)) == found


def test_a_former_post_is_not_searched():
    reader, mover = make_member("Ida Ravn", "Vejle"), make_member("Bo Lund", "Aalborg")
    membership.give_post(person=mover, municipality=municipality("Odense"), by=None)
    yesterday = timezone.localdate() - timedelta(days=1)
    mover.posts.filter(municipality__name="Aalborg").update(
        starts_on=yesterday, ends_on=timezone.localdate()
    )
    assert names(search_for(reader, "odense")) == ["Bo Lund"]
    assert names(search_for(reader, "aalborg")) == []


def test_narrowed_by_region_role_and_offer():
    group = make_group("Fyn", "Odense")
    make_member("Fynbo", "Odense", offers=[Offer.TEACHING])
    staff = make_member("Staben", "Aalborg", role=PostRole.STAFF, offers=[Offer.BUDDY])
    roles.grant(person=staff, role=Role.COORDINATOR, group=group, by=None)
    jurist = make_member("Juristen", "København")
    roles.grant(person=jurist, role=Role.HOTLINE_JURIST, by=None)
    everybody = User.objects.all()
    south = Region.objects.get(name__endswith="Syddanmark")
    assert names(narrowed(everybody, reader=jurist, region=south)) == ["Fynbo"]
    assert names(narrowed(everybody, reader=jurist, role=PostRole.STAFF)) == ["Staben"]
    assert names(narrowed(everybody, reader=jurist, role=Role.COORDINATOR)) == ["Staben"]
    assert names(narrowed(everybody, reader=jurist, role="secretariat")) == ["Juristen"]
    assert names(narrowed(everybody, reader=jurist, offer=Offer.TEACHING)) == ["Fynbo"]
    assert names(narrowed(everybody, reader=jurist, offer=Offer.JOB_SHADOWING)) == []
    assert len(narrowed(everybody, reader=jurist)) == 3


def test_the_page_shows_what_was_asked_for(client):
    reader = make_member("Ida Ravn", "Vejle")
    make_member("Bo Lund", "Aalborg", phone="12 34 56 78", title="Jurist").expertise.add(topic())
    answer = page_of(client, reader, "?q=aktindsigt")
    text = answer.content.decode()
    assert answer.status_code == 200
    for words in ("Bo Lund", "Jurist", "Aalborg", "Aktindsigt", "tel:+4512345678"):
        assert words in text
    assert ">Ida Ravn</strong>" not in text


def test_an_unknown_choice_in_an_old_link_is_not_used(client):
    answer = page_of(client, make_member("Ida Ravn"), "?region=9999&role=kejser&offer=kage&page=x")
    assert answer.status_code == 200
    assert answer.context["count"] == 1


def test_a_region_that_no_longer_exists_cannot_be_chosen(client):
    gone = Region.objects.create(
        name="Gamle Amt", name_key="1", valid_from=date(1990, 1, 1), valid_to=date(2007, 1, 1)
    )
    answer = page_of(client, make_member("Ida Ravn"), f"?region={gone.pk}")
    assert gone not in answer.context["form"].fields["region"].queryset
    assert answer.context["count"] == 1


def test_the_pages_query_count_does_not_grow(client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    reader, known = make_member("Ida Ravn", "Vejle"), topic()
    client.force_login(reader)
    counts = []
    for size in (1, 3, 30):
        while User.objects.count() <= size:
            make_member(f"Nr {User.objects.count()}", "Faxe").expertise.add(known)
            vacancy("Samsø")
        client.get(reverse("directory:list"))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(reverse("directory:list")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2], counts


def test_a_long_list_has_pages_and_can_be_seen_whole(client):
    reader = make_member("Ida Ravn", "Vejle")
    for place in range(41):
        make_member(f"Nr {place}", "Faxe")
    assert len(page_of(client, reader).context["page_obj"]) == 40
    assert len(page_of(client, reader, "?page=2").context["page_obj"]) == 2
    assert len(page_of(client, reader, "?vis=alle").context["page_obj"]) == 42


# --- coverage ----------------------------------------------------------------------------------------
def test_coverage_counts_municipalities_with_a_member_once():
    nothing = coverage()
    assert (nothing.municipalities, nothing.of, nothing.population_share) == (0, 98, Decimal(0))
    make_member("A", "København")
    make_member("B", "København")
    make_former("C", "Odense")
    membership.give_post(person=None, municipality=municipality("Samsø"), by=None)
    membership.give_post(person=make_user("D"), municipality=municipality("Faxe"), by=None)
    now = coverage()
    assert now.municipalities == 1
    everyone = sum(Municipality.objects.values_list("population", flat=True))
    assert now.population_share == Decimal(municipality("København").population) / everyone
    assert coverage(timezone.localdate() - timedelta(days=1)).municipalities == 0


def test_coverage_speaks_the_readers_language():
    from django.utils import translation

    make_member("A", "København")
    share = coverage()
    with translation.override("da"):
        assert share.percent == "11 %".replace(" ", share.percent[2])
        assert share.percent.endswith("%") and not share.percent[2].isdigit()
    with translation.override("en"):
        assert share.percent == "11%"


#: Those who see nothing of the members.
OUTSIDE = {"stranger", "applicant", "admitted", "former", "suspended"}


# --- vacant posts ------------------------------------------------------------------------------------
def vacancy(at: str, role=PostRole.ADVISER):
    return membership.give_post(person=None, municipality=municipality(at), role=role, by=None)


def places(posts):
    return [post.municipality.name for post in posts]


def test_vacancies_are_the_members_own_and_in_danish_order(personas):
    people = personas.all()
    for place in ("Aalborg", "Samsø", "Ærø", "Vejle"):
        vacancy(place)
    for name, reader in people.items():
        inside = name not in OUTSIDE
        expected = ["Samsø", "Vejle", "Ærø", "Aalborg"] if inside else []
        assert places(vacancies_for(reader)) == expected, name


def test_a_post_is_vacant_from_its_first_day_until_somebody_takes_it():
    reader, today = make_member("Ida Ravn", "Vejle"), timezone.localdate()
    post = vacancy("Samsø")
    for starts, ends, vacant in [(0, None, True), (1, None, False), (-9, 0, False), (-9, 1, True)]:
        post.starts_on = today + timedelta(days=starts)
        post.ends_on = None if ends is None else today + timedelta(days=ends)
        post.save()
        assert vacancies_for(reader).exists() is vacant, (starts, ends)
    post.ends_on = None
    post.save()
    assert coverage().municipalities == 1
    make_member("Ny Adviser", "Samsø")
    assert not vacancies_for(reader).exists()
    assert coverage().municipalities == 2


def test_vacancies_are_narrowed_like_the_list():
    vacancy("Samsø")
    vacancy("Ærø", PostRole.STAFF)
    reader = make_member("Ida Ravn", "Vejle")

    def found(**chosen):
        return places(vacancies_found(vacancies_for(reader), **chosen))

    assert found() == ["Samsø", "Ærø"]
    assert found(words="sam") == ["Samsø"]
    assert found(words="sam ida") == found(words="!!!") == []
    assert found(role=PostRole.STAFF) == ["Ærø"]
    assert found(role=Role.COORDINATOR) == found(offer=Offer.BUDDY) == []
    assert found(region=Region.objects.get(name__endswith="Syddanmark")) == ["Ærø"]


def test_whoever_looks_for_the_municipality_learns_that_the_post_is_vacant(client):
    vacancy("Samsø")
    vacancy("Læsø", PostRole.STAFF)
    reader = make_member("Ida Ravn", "Vejle")
    page = page_of(client, reader, "?q=samsø").content.decode()
    assert "Ledige stillinger" in page and "<strong>Samsø</strong>" in page
    assert "Borgerrådgiver, ledig siden" in page and "Læsø" not in page
    assert "Stillingen er ledig lige nu." in page
    assert "Ledige stillinger" not in page_of(client, reader, "?q=ida").content.decode()


# --- doors -------------------------------------------------------------------------------------------
def test_who_gets_in(client, personas):
    people = personas.all()
    shown = reverse("directory:person", args=[people["coordinator"].pk])
    for name, user in people.items():
        client.logout()
        if user.is_authenticated:
            client.force_login(user)
        inside = name not in OUTSIDE
        expected = 302 if name == "stranger" else 200 if inside else 403
        assert client.get(reverse("directory:list")).status_code == expected, name
        assert client.get(shown).status_code == expected, name
        assert client.get(reverse("directory:me")).status_code == (
            302 if name == "stranger" else 200
        ), name


def test_a_former_members_page_is_only_the_managers(client, personas):
    url = reverse("directory:person", args=[personas.former.pk])
    client.force_login(personas.member)
    assert client.get(url).status_code == 404
    client.force_login(personas.administrator)
    assert client.get(url).status_code == 200


# --- the own profile ---------------------------------------------------------------------------------
def profile(**changes):
    return {
        "name": "Mette Holm",
        "title": "Borgerrådgiver",
        "phone": "+45 12345678",
        "about": "Jurist.",
        "expertise": [],
        "offers": ["buddy"],
        "language": "da",
        **changes,
    }


def test_the_own_profile_is_stored_with_the_phone_in_one_shape(client):
    user, known = make_member("Mette Holm"), topic()
    client.force_login(user)
    answer = client.post(reverse("directory:me"), profile(expertise=[known.pk], language="en"))
    assert answer.status_code == 302
    user.refresh_from_db()
    assert (user.phone, user.offers, user.language) == ("12 34 56 78", ["buddy"], "en")
    assert list(user.expertise.all()) == [known]
    assert answer.cookies["sprog"].value == "en"


@pytest.mark.parametrize(
    "wrong",
    [
        {"phone": "123"},
        {"phone": "112233445566"},
        {"name": ""},
        {"about": "Født 010190-1234"},
        {"title": "010190 1234"},
        {"expertise": ["9999"]},
        {"offers": ["penge"]},
        {"language": "tlh"},
    ],
)
def test_what_cannot_be_stored_is_told_and_nothing_changes(client, wrong):
    user = make_member("Mette Holm", about="Før")
    client.force_login(user)
    answer = client.post(reverse("directory:me"), profile(**wrong))
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == list(wrong)
    user.refresh_from_db()
    assert user.about == "Før"


def test_somebody_elses_profile_cannot_be_posted(client):
    user, other = make_member("Mette Holm"), make_member("Bo Lund", "Aalborg", about="Urørt")
    client.force_login(user)
    url = reverse("directory:person", args=[other.pk])
    assert client.post(url, profile(about="Ændret")).status_code == 405
    other.refresh_from_db()
    assert other.about == "Urørt"
