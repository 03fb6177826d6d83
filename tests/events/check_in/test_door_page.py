"""The door as a browser and a phone see it: the plain page, what a phone sends, and who is kept out."""

import json
import re
import time
from uuid import uuid4

import pytest
from django.urls import reverse

from events.check_in import queries
from events.check_in.enums import Batch
from events.check_in.flows import helping, printing
from events.check_in.models import Badge, CheckIn, Deed
from events.check_in.models.badge import mark_of
from events.conference.finding import fits
from events.conference.flows import on_behalf
from members.people.enums import Role
from tests.factories.check_in import check_in, let_begin, make_days
from tests.factories.events import make_part, register
from tests.factories.people import make_member, make_secretariat

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(client, days):
    client.force_login(days.helper)
    return client


def page(conference, **query) -> str:
    return reverse("check_in:page", args=[conference.pk], query=query)


def send(client, conference, *deeds, after: int = 0, **more):
    """One call of a phone; a deed is (registration, part, in, minutes ago)."""
    now = int(time.time() * 1000)
    rows = [
        [str(uuid4()), each.pk, part.pk if part else 0, int(is_in), now - ago * 60_000]
        for each, part, is_in, ago in deeds
    ]
    return client.post(
        reverse("check_in:sync", args=[conference.pk]),
        {"after": after, "sent": now, "deeds": json.dumps(rows), **more},
    )


# --- without JavaScript ------------------------------------------------------------------------------
def test_a_name_is_found_by_its_parts_and_by_the_municipality_in_danish_order(door, days):
    def found(words: str) -> list:
        text = door.get(page(days.conference, q=words)).text
        return re.findall(r'door__who">\s*<strong>(.*?)</strong>', text)

    assert found("hol") == ["Ada Holm"]
    assert found("å lund") == ["Bo Å. Lund"]
    assert found("åby") == found("aaby å") == ["Åse Aaby"]
    assert found("odense") == ["Ada Holm", "Bo Å. Lund", "Åse Aaby"]
    assert found("olm") == found("") == found("ada odense x") == []
    assert found("-") == found("%") == []
    make_member("Ada Gæst", "Odense")
    assert found("ada") == ["Ada Holm"], "whoever has not registered is nobody's at the door"


def test_door_and_desk_find_alike(door, days):
    for name, town in [("René Møller-Holm", "Aabenraa"), ("O'Brian Saxe", "Faxe")]:
        register(days.conference, make_member(name, town), by=days.editor, late=True)
    assert [find(days, words) for words in ("holm-møl", "rene", "åbenrå møller")] == [
        ["René Møller-Holm"]
    ] * 3
    for words in ("ada", "HOLM", "å", "aab", "faxe obr", "holm-møl", "odense lund", "x", "10", "æ"):
        rows = days.conference.registrations.filter(fits(words), person__isnull=False)
        assert find(days, words) == list(
            rows.order_by("person__name_key").values_list("person__name", flat=True)
        )


@pytest.mark.parametrize("count", [1, 20])
def test_finding_asks_no_more_of_more_and_shows_no_more_than_one_chooses_from(
    days, count, django_assert_num_queries
):
    for number in range(count):
        person = make_member(f"Nummer {number}", "Faxe")
        register(days.conference, person, parts=[days.lunch], by=days.editor, late=True)
    with django_assert_num_queries(4):
        found = queries.find(days.helper, days.conference, days.lunch, "numm")
    assert len(found) == min(count, queries.MOST_FOUND)
    assert {person.said for person in found} == {None}


def find(days, words: str) -> list[str]:
    found = queries.find(days.helper, days.conference, None, words)
    return [person.name for person in found]


def test_one_is_let_in_and_that_is_taken_back_by_plain_forms(door, days):
    answer = door.post(
        page(days.conference), {"registration": days.ada.pk, "q": "ada"}, follow=True
    )
    assert "Velkommen, Ada Holm" in answer.text
    assert CheckIn.objects.get().registration == days.ada
    again = door.post(page(days.conference), {"registration": days.ada.pk}, follow=True)
    assert "Allerede tjekket ind kl." in again.text
    lunch = {"registration": days.ada.pk, "liste": days.lunch.pk}
    assert "Velbekomme, Ada Holm" in door.post(page(days.conference), lunch, follow=True).text
    back = {"registration": days.ada.pk, "liste": 0, "ind": "0"}
    assert "Fortrudt: Ada Holm" in door.post(page(days.conference), back, follow=True).text
    assert CheckIn.objects.get().part == days.lunch


def test_who_has_not_ordered_eats_anyway_when_the_helper_says_so(door, days, client):
    dinner = make_part(days.conference, "meal", title="Middag", by=days.editor)
    shown = door.get(page(days.conference, liste=dinner.pk, q="ada")).text
    assert 'value="alligevel"' in shown and "Har ikke bestilt Middag" in shown
    told = {"registration": days.ada.pk, "liste": dinner.pk}
    refused = door.post(page(days.conference), told, follow=True).text
    assert "Ada Holm: Har ikke bestilt Middag" in refused and not CheckIn.objects.exists()
    done = door.post(page(days.conference), told | {"ind": "alligevel"}, follow=True).text
    assert "Velbekomme, Ada Holm" in done and CheckIn.objects.get().part == dinner
    client.force_login(days.editor)
    desk = client.get(reverse("check_in_desk:days", args=[days.conference.pk])).text
    assert "Har spist uden at have bestilt" in desk and "Ada Holm" in desk


def test_a_phone_says_that_somebody_eats_anyway(door, days):
    dinner = make_part(days.conference, "meal", title="Middag", by=days.editor)
    sent = 1_000_000
    rows = [[str(uuid4()), days.ada.pk, dinner.pk, 1, sent, anyway] for anyway in (0, 1)]
    address = reverse("check_in:sync", args=[days.conference.pk])
    answer = door.post(address, {"after": 0, "sent": sent, "deeds": json.dumps(rows)}).json()
    assert [answer["outcomes"][row[0]][0] for row in rows] == ["not_booked", "welcome"]
    for wrong in (rows[0] + [1], [*rows[0][:5], "ja"], [*rows[0][:5], None]):
        body = {"after": 0, "sent": sent, "deeds": json.dumps([wrong])}
        assert door.post(address, body).status_code == 400


def test_asking_for_the_page_checks_nobody_in(door, days):
    printing.print_badges(conference=days.conference, batch=Batch.ALL, by=days.editor)
    token = Badge.objects.get(registration=days.ada).token
    answer = door.get(page(days.conference, kode=token))
    assert "Ada Holm" in answer.text
    assert not CheckIn.objects.exists() and not Deed.objects.exists()


def test_the_camera_is_this_pages_alone(door, days):
    assert door.get(page(days.conference))["Permissions-Policy"].startswith("camera=(self)")
    for path in ("/", reverse("conference:home"), reverse("account_login")):
        assert door.get(path)["Permissions-Policy"].startswith("camera=()")


# --- a phone -----------------------------------------------------------------------------------------
def test_a_phone_gets_no_more_than_it_needs(door, days):
    on_behalf.cancel(registration=days.bo, note="Er syg", by=days.editor)
    printing.print_again(registration=days.ada, lost=False, by=days.editor)
    told = send(door, days.conference, roster="").json()
    token = Badge.objects.get().token
    assert told["people"] == [
        [days.ada.pk, "Ada Holm", "Odense", "in", [days.lunch.pk], mark_of(token)],
        [days.aase.pk, "Åse Aaby", "Odense", "in", [days.lunch.pk], ""],
    ]
    assert token not in json.dumps(told)
    assert "people" not in send(door, days.conference, roster=told["roster"]).json()
    assert "people" not in send(door, days.conference).json()


def test_of_somebody_who_cancelled_a_phone_knows_the_badge_and_no_name(door, days):
    printing.print_badges(conference=days.conference, batch=Batch.ALL, by=days.editor)
    on_behalf.cancel(registration=days.bo, note="Er syg", by=days.editor)
    told = send(door, days.conference, roster="").json()
    (row,) = [each for each in told["people"] if each[0] == days.bo.pk]
    assert row[1:5] == ["", "", "cancelled", []] and len(row[5]) == 16
    assert days.bo.person.name not in json.dumps(told)


def test_what_was_done_without_a_line_is_caught_up_at_its_own_time(door, days, client):
    told = send(door, days.conference, (days.ada, None, True, 30), (days.bo, None, True, 10)).json()
    assert told["number"] == 2
    assert [each[0] for each in told["outcomes"].values()] == ["welcome", "welcome"]
    assert sorted(each[:2] for each in told["changed"]) == sorted(
        [[days.ada.pk, 0], [days.bo.pk, 0]]
    )
    minutes = {row[0]: (told["now"] - row[2]) / 60_000 for row in told["changed"]}
    assert 29 < minutes[days.ada.pk] < 31 and 9 < minutes[days.bo.pk] < 11
    # A second phone, that has been here since before.
    client.force_login(days.editor)
    other = send(client, days.conference, (days.ada, None, False, 0), after=2).json()
    assert other["changed"] == [[days.ada.pk, 0, None]]


def test_a_phone_whose_clock_is_wrong_is_believed_the_time_between(door, days):
    uid, wrong = str(uuid4()), 946_684_800_000
    answer = door.post(
        reverse("check_in:sync", args=[days.conference.pk]),
        {
            "after": 0,
            "sent": wrong,
            "deeds": json.dumps([[uid, days.ada.pk, 0, 1, wrong - 300_000]]),
        },
    ).json()
    assert 299_000 < answer["now"] - answer["outcomes"][uid][1] < 310_000


@pytest.mark.parametrize(
    "deeds",
    [
        "",
        "{}",
        "[[1]]",
        '[["x", 1, 0, 1, 1]]',
        '[["0b1e9e0e-0000-4000-8000-000000000000", -1, 0, 1, 1]]',
        '[["0b1e9e0e-0000-4000-8000-000000000000", 99999999999, 0, 1, 1]]',
        '[["0b1e9e0e-0000-4000-8000-000000000000", true, 0, 1, 1]]',
        json.dumps([["0b1e9e0e-0000-4000-8000-000000000000", 1, 0, 1, 1]] * 201),
        "[" * 9000,
    ],
)
def test_what_is_no_list_of_deeds_is_refused_whole(door, days, deeds):
    answer = door.post(
        reverse("check_in:sync", args=[days.conference.pk]),
        {"after": 0, "sent": 1, "deeds": deeds},
    )
    assert answer.status_code == 400
    assert not Deed.objects.exists()


def test_a_registration_of_another_conference_is_unknown_here(door, days):
    other = make_days(make_member("Cleo", "Odense"), by=days.editor, year=2031, title="Andet")
    told = send(door, days.conference, (other.registrations.get(), None, True, 0)).json()
    assert [each[0] for each in told["outcomes"].values()] == ["unknown"]
    assert send(door, other).status_code == 404
    assert door.get(page(other)).status_code == 404
    assert (
        door.post(page(days.conference), {"registration": other.registrations.get().pk}).status_code
        == 404
    )


def test_nobody_else_finds_the_door(client, days, personas):
    for name in ("coordinator", "jurist", "applicant", "former", "suspended"):
        client.force_login(getattr(personas, name))
        assert client.get(page(days.conference)).status_code in (403, 404), name
        assert send(client, days.conference).status_code in (403, 404), name


def test_a_helper_who_is_dismissed_is_out_at_once(door, days):
    helper = days.conference.helpers.get()
    helping.dismiss_helper(helper=helper, by=days.editor)
    assert send(door, days.conference, (days.ada, None, True, 0)).status_code == 404
    assert not Deed.objects.exists()


def test_before_it_opens_one_looks_around_and_nothing_is_written(door, days):
    let_begin(days.conference, days_ago=-9)
    assert "Indtjekningen åbner den" in door.get(page(days.conference, q="ada")).text
    answer = send(door, days.conference, (days.ada, None, True, 0))
    assert (answer.status_code, answer.json()["error"]) == (409, "too_early")
    assert not Deed.objects.exists()


# --- a badge in a stranger's hand ----------------------------------------------------------------------
def test_a_badge_tells_a_stranger_nothing_whatever_its_code(client, days, personas):
    printing.print_badges(conference=days.conference, batch=Batch.ALL, by=days.editor)
    badge = Badge.objects.get(registration=days.ada)
    unknown = reverse("badge:scanned", args=["x" * 16])
    for user in (None, personas.coordinator, personas.former):
        if user:
            client.force_login(user)
        known, other = client.get(badge.get_absolute_url()), client.get(unknown)
        assert (known.status_code, other.status_code) == (200, 200)
        nonce = re.compile(r'(nonce|value|csrfmiddlewaretoken)="[^"]*"')
        assert nonce.sub("", known.text).replace(badge.token, "") == nonce.sub(
            "", other.text
        ).replace("x" * 16, "")
        assert "Ada" not in known.text


def test_a_helpers_own_camera_leads_to_the_door(door, days):
    printing.print_badges(conference=days.conference, batch=Batch.ALL, by=days.editor)
    badge = Badge.objects.get(registration=days.ada)
    answer = door.get(badge.get_absolute_url(), follow=True)
    assert answer.redirect_chain[0][0] == page(days.conference, kode=badge.token)
    assert "Ada Holm" in answer.text
    assert "Bo Å. Lund" not in answer.text.partition("door-words")[0]


def test_a_lost_badge_is_nobodys_when_another_is_made(door, days):
    printing.print_badges(conference=days.conference, batch=Batch.ALL, by=days.editor)
    old = Badge.objects.get(registration=days.ada).token
    printing.print_again(registration=days.ada, lost=True, by=days.editor)
    assert "Ada Holm" not in door.get(page(days.conference, kode=old)).text
    marks = [row[5] for row in send(door, days.conference, roster="").json()["people"]]
    assert mark_of(old) not in marks and "" not in marks


# --- how much it costs -----------------------------------------------------------------------------------
@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_number_of_queries_does_not_grow(client, personas, django_assert_num_queries, count):
    by = make_secretariat(Role.SECRETARIAT_EDITOR, "Vera", second_factor=False)
    people = [make_member(f"Nummer {number}", "Odense") for number in range(count)]
    conference = make_days(*people, by=by)
    for row in conference.registrations.all():
        check_in(row, by=by)
    client.force_login(by)
    client.get(page(conference))
    for name, number, call in (
        ("page", 10, lambda: client.get(page(conference, q="nummer"))),
        ("sync", 9, lambda: send(client, conference, roster="")),
    ):
        with django_assert_num_queries(number):
            assert call().status_code == 200, name
