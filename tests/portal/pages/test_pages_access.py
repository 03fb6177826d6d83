"""Who reads which page, and what says so."""

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.checks import run_checks
from django.urls import reverse
from wagtail.models import PageViewRestriction

from portal.pages.models import ContentPage, NetworkSettings, SectionPage
from portal.pages.rules import may_read_page

PUBLIC = [
    "/",
    "/om-netvaerket/",
    "/det-laver-vi/",
    "/bliv-medlem/",
    "/kontakt/",
    "/privatliv/",
    "/tilgaengelighed/",
    "/hjaelp/",
    "/en/",
    "/en/about/",
    "/en/privacy/",
]
FOR_MEMBERS = [
    "/for-medlemmer/",
    "/for-medlemmer/saadan-bruger-du-portalen/",
    "/for-medlemmer/fortrolighed-og-cpr/",
]
LET_IN = {"member", "coordinator", "other_coordinator", "editor", "jurist", "administrator"}


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_are_open_to_a_stranger(client, db, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert "{" not in answer.text.split("<main")[1].split("</main")[0]


def test_members_pages_are_open_to_members_alone(client, personas):
    page = SectionPage.objects.get(slug="for-medlemmer")
    for name, user in personas.all().items():
        client.logout()
        if user.is_authenticated:
            client.force_login(user)
        for address in FOR_MEMBERS:
            answer = client.get(address)
            if name in LET_IN:
                assert answer.status_code == 200, (name, address)
            elif name == "stranger":
                assert answer.status_code == 302
                assert answer["Location"].startswith("/konto/login/")
            else:
                assert answer.status_code == 403, (name, address)
        assert may_read_page(user, page) == (name in LET_IN)


def test_the_refusal_tells_each_their_own_way_on(client, personas):
    words = set()
    for user in (personas.applicant, personas.former):
        client.force_login(user)
        answer = client.get("/for-medlemmer/")
        words.add(answer.text.split('<p class="lead">')[1].split("</p>")[0])
    assert len(words) == 2
    assert 'href="/ansoeg/"' in answer.text  # a former member may apply again


def test_a_django_group_opens_nothing(client, personas):
    """Wagtail's own answer would let everyone in the group read; the rule does not."""
    personas.former.groups.add(Group.objects.get(name="Medlemmer"))
    client.force_login(personas.former)
    assert client.get("/for-medlemmer/").status_code == 403


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
def test_a_wrong_restriction_fails_the_check_and_still_keeps_others_out(client, personas, kind):
    assert not [each for each in run_checks(databases=["default"]) if each.id == "pages.E001"]
    page = ContentPage.objects.get(slug="kontakt")
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="hemmelig")
    assert [each.id for each in run_checks(databases=["default"]) if each.id == "pages.E001"]
    client.force_login(personas.applicant)
    assert client.get("/kontakt/").status_code == 403


def test_placeholders_follow_the_settings(client, db):
    network = NetworkSettings.load()
    assert "33\xa066\xa014\xa000" in client.get("/kontakt/").text
    network.phone, network.email = "12345678", "ny@example.dk"
    network.save()
    text = client.get("/kontakt/").text
    assert "12\xa034\xa056\xa078" in text and "ny@example.dk" in text
    assert "33\xa066\xa014\xa000" not in text
    assert 'href="mailto:ny@example.dk"' in client.get("/tilgaengelighed/").text


def test_a_setting_cannot_carry_markup_into_a_page(client, db):
    page = ContentPage.objects.get(slug="kontakt")
    page.lead = "Ring til {network_name} & {ukendt_ord}"
    page.save()
    network = NetworkSettings.load()
    network.name = "<script>alert(1)</script>"
    network.save()
    text = client.get("/kontakt/").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text and "&amp; {ukendt_ord}" in text


def test_links_between_first_pages_follow_the_page(client, db):
    page = ContentPage.objects.get(slug="kontakt")
    page.slug = "ring-til-os"
    page.save()
    assert 'href="/ring-til-os/"' in client.get("/bliv-medlem/").text


@pytest.mark.parametrize("address", ["/bliv-medlem/", "/en/become-a-member/"])
def test_who_may_join_is_said_in_both_languages_with_the_rules_of_membership(client, db, address):
    assert f'href="{reverse("admission:rules")}"' in client.get(address).text


def test_the_reader_is_led_to_the_chosen_language(client, db):
    assert '<html lang="da">' in client.get("/").text
    assert '<html lang="en">' in client.get("/en/about/").text
    client.cookies["sprog"] = "en"
    answer = client.get("/om-netvaerket/")
    assert (answer.status_code, answer["Location"]) == (302, "/en/about/")
    alone = client.get("/det-laver-vi/").text
    assert '<html lang="en">' in alone and '<div class="prose" lang="da">' in alone


def test_robots_are_kept_out_of_the_members_rooms(client, db):
    text = client.get("/robots.txt").text
    assert "Disallow: /spoerg/" in text and "Disallow: /admin/" in text
    assert "Disallow: /\n" not in text


COVERED = '<p class="stat"><strong>{}</strong><span>af 98 kommuner</span></p>'


def test_the_front_page_counts_for_itself(client, personas):
    assert COVERED.format(1) not in client.get("/").text
    _ = personas.member
    assert COVERED.format(1) not in client.get("/").text  # counted once in ten minutes
    cache.clear()  # ten minutes later
    assert COVERED.format(1) in client.get("/").text


def test_the_front_page_is_titled_with_the_networks_name(client, db):
    assert "<title>Netværket for borgerrådgivere</title>" in client.get("/").text


def test_a_warm_front_page_takes_five_queries(client, db, django_assert_num_queries):
    client.get("/")
    with django_assert_num_queries(5):  # site, page, two for its restrictions, the English one
        client.get("/")
