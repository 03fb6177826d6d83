"""The secretariat's people desk."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.membership.enums import Tab
from members.membership.flows import leaving
from members.membership.models import HandOver
from members.membership.queries import people
from members.people.flows import membership
from members.people.rules import forget_standing, is_member, may
from tests.factories.people import (
    make_coordinator,
    make_former,
    make_group,
    make_member,
    make_secretariat,
    make_user,
    municipality,
    show_second_factor,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def secretary(client):
    user = make_secretariat(name="Karen Lund")
    client.force_login(user)
    show_second_factor(client, user)
    return user


def at(name, *args):
    return reverse(f"people_desk:{name}", args=args)


def names(user, tab, words=""):
    return [person.name for person in people(user, tab=tab, words=words)]


def test_everyone_stands_under_the_tabs_they_belong_to(personas):
    personas.all()
    leaver = make_member("Lis Ude", "Aabenraa")
    leaving.leave(person=leaver, ends_on=TODAY + timedelta(days=3), by=leaver)
    reader = personas.administrator
    assert names(reader, Tab.LEAVING) == ["Lis Ude"]
    assert names(reader, Tab.SUSPENDED) == ["Sune Sus"]
    assert names(reader, Tab.FORMER) == ["Bodil Friis"]
    assert names(reader, Tab.OTHERS) == ["Ansøger Andersen", "Asta Senere"]
    assert "Lis Ude" in names(reader, Tab.MEMBERS)
    assert "Sune Sus" not in names(reader, Tab.MEMBERS)
    assert names(personas.editor, Tab.MEMBERS) == []


def test_words_find_names_municipalities_and_addresses(personas):
    reader = personas.administrator
    make_member("Åse Berg", "Aabenraa", email="aase@aabenraa.example")
    for words in ("åse", "berg", "åbenraa", "aase@", "åse aabenraa"):
        assert names(reader, Tab.MEMBERS, words) == ["Åse Berg"], words
    assert names(reader, Tab.MEMBERS, "åse odense") == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    client, secretary, count, django_assert_max_num_queries
):
    for number in range(count):
        make_member(f"Mo {number}", "Odense")
    client.get(at("list"))
    with django_assert_max_num_queries(20) as asked:
        client.get(at("list"))
    assert len(asked) == 14


def test_a_post_ends_from_the_persons_page(client, secretary):
    user = make_member("Mette Holm", "Odense")
    page = client.get(at("person", user.pk)).content.decode()
    assert "Odense" in page and "Optaget i netværket" in page
    answer = client.post(
        at("end_post", user.posts.get().pk),
        {"ends_on": TODAY.isoformat(), "leaves_vacancy": "on"},
    )
    assert answer.url == at("person", user.pk)
    forget_standing(user)
    assert not is_member(user)
    page = client.get(answer.url).content.decode()
    assert "Tidligere medlem" in page


def test_a_refusal_stands_in_the_form(client, secretary):
    user = make_member("Mette Holm", "Odense")
    yesterday = TODAY - timedelta(days=1)
    page = client.post(at("end_post", user.posts.get().pk), {"ends_on": yesterday.isoformat()})
    assert page.status_code == 200
    assert "En stilling slutter i dag eller en dag, der kommer." in page.content.decode()
    assert is_member(user)


def test_a_person_moves_gets_posts_and_roles(client, secretary):
    user, group = make_member("Mette Holm", "Odense"), make_group()
    faxe, vejle = municipality("Faxe").pk, municipality("Vejle").pk
    today = TODAY.isoformat()
    client.post(at("move", user.posts.get().pk), {"municipality": faxe, "on": today})
    client.post(
        at("give_post", user.pk), {"municipality": vejle, "role": "staff", "starts_on": today}
    )
    assert {post.municipality.name for post in user.current_posts} == {"Faxe", "Vejle"}
    page = client.post(at("grant", user.pk), {"role": "coordinator"})
    assert "Vælg gruppen." in page.content.decode()
    client.post(at("grant", user.pk), {"role": "coordinator", "group": group.pk})
    grant = user.grants.get()
    assert grant.group_id == group.pk
    client.post(at("end_grant", grant.pk))
    assert user.grants.get().ends_on == TODAY


def test_a_correction_changes_what_stands(client, secretary):
    user = make_member("Mette Holm", "Odense")
    client.post(
        at("change_post", user.posts.get().pk),
        {"role": "staff", "starts_on": "1.8.2026", "ends_on": ""},
    )
    post = user.posts.get()
    assert (post.role, f"{post.starts_on:%Y-%m-%d}", post.ends_on) == ("staff", "2026-08-01", None)


def test_the_membership_ends_and_the_duties_stand_on_their_list(client, secretary):
    group = make_group()
    user, heir = make_coordinator(group, "Ole Bro"), make_member("Eva Ny", "Odense")
    client.post(at("end_membership", user.pk), {"ends_on": TODAY.isoformat(), "name_after": "name"})
    noted = HandOver.objects.get()
    page = client.get(at("hand_overs")).content.decode()
    assert "Ole Bro" in page and at("settle", noted.pk) in page
    assert client.get(at("settle", noted.pk)).status_code == 200
    answer = client.post(at("settle", noted.pk), {"to": heir.pk})
    assert answer.url == at("hand_overs")
    assert "Ole Bro" not in client.get(answer.url).content.decode()
    assert heir.grants.get().group_id == group.pk


def test_a_duty_is_handed_over_while_the_person_is_there(client, secretary):
    group = make_group()
    user, heir = make_coordinator(group, "Ole Bro"), make_member("Eva Ny", "Odense")
    address = at("hand_over", user.pk, "coordinator", group.pk)
    assert address in client.get(at("person", user.pk)).content.decode()
    client.post(address, {"to": heir.pk})
    assert heir.grants.get().group_id == group.pk
    assert client.get(address).status_code == 404


def test_only_those_who_manage_roles_give_them(personas, client):
    for reader in (personas.editor, personas.jurist):
        client.force_login(reader)
        show_second_factor(client, reader)
        assert client.get(at("list")).status_code in (302, 403)
    assert may(personas.administrator, "manage_roles")


def test_people_of_every_kind_have_a_page(client, secretary):
    stranger, former = make_user("Ny Konto"), make_former()
    future = make_user("Kommer Senere")
    later = TODAY + timedelta(days=20)
    membership.admit(
        person=future,
        municipalities=[municipality("Faxe")],
        role="adviser",
        starts_on=later,
        by=None,
    )
    for user in (stranger, former, future, secretary):
        assert client.get(at("person", user.pk)).status_code == 200
