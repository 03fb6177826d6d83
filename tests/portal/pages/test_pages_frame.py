"""The frame: what it shows to whom, and what it costs."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Page

from members.people.rules import is_member
from portal.kit import alike
from portal.pages import context
from portal.pages.hotline import status
from portal.pages.models import ContentPage

KEYS = (
    "nav",
    "is_member",
    "user_initials",
    "unread",
    "hotline",
    "network",
    "footer_links",
    "account_links",
    "can_enter_desk",
    "languages",
)


def frame_for(user):
    request = RequestFactory().get("/min-side/")
    request.user = user
    return context.frame(request)["frame"]


def read_all(frame) -> dict:
    return {key: getattr(frame, key) for key in KEYS}


def cost(user) -> int:
    with CaptureQueriesContext(connection) as queries:
        read_all(frame_for(user))
    return len(queries)


def test_a_warm_frame_costs_a_stranger_nothing_and_a_member_the_bell(personas):
    read_all(frame_for(AnonymousUser()))
    assert cost(AnonymousUser()) == 0
    assert is_member(personas.member)  # the gate has asked before any frame is made
    assert cost(personas.member) == 1


def test_a_cold_frame_costs_two_queries_however_many_the_pages(personas):
    read_all(frame_for(AnonymousUser()))  # Wagtail remembers its site's root from now on
    home = Page.objects.get(slug="forside")
    for number in range(20):
        if number in (1, 3, 19):
            alike.forget()
            assert cost(AnonymousUser()) == 2
        home.add_child(
            instance=ContentPage(title=f"Side {number}", show_in_menus=True, in_footer=True)
        )


def test_strangers_get_the_public_menu_and_members_the_rooms(personas):
    with translation.override("da"):
        stranger = read_all(frame_for(AnonymousUser()))
        member = read_all(frame_for(personas.member))
    assert [word["url"] for word in stranger["nav"]] == [
        "/om-netvaerket/",
        "/det-laver-vi/",
        "/bliv-medlem/",
        "/kontakt/",
    ]
    assert [word["url"] for word in member["nav"]] == [
        "/min-side/",
        "/spoerg/",
        "/moeder/",
        "/aarsmoede/",
        "/bibliotek/",
        "/medlemmer/",
    ]
    assert [word["url"] for word in member["nav"] if word["current"]] == ["/min-side/"]
    assert stranger["hotline"] is None and member["hotline"] is not None
    assert "/for-medlemmer/" not in {link["url"] for link in stranger["footer_links"]}
    assert "/for-medlemmer/" in {link["url"] for link in member["footer_links"]}


def test_the_english_menu_is_for_english_readers(db):
    with translation.override("en"):
        assert {word["url"] for word in frame_for(AnonymousUser()).nav} == {
            "/en/about/",
            "/en/become-a-member/",
        }


def test_a_published_page_enters_the_menu_at_once(db):
    with translation.override("da"):
        before = frame_for(AnonymousUser()).nav
        page = Page.objects.get(slug="forside").add_child(
            instance=ContentPage(title="Job", slug="job", show_in_menus=True, live=False)
        )
        assert len(frame_for(AnonymousUser()).nav) == len(before)
        page.save_revision().publish()
        assert "/job/" in {word["url"] for word in frame_for(AnonymousUser()).nav}


def test_only_the_secretariat_sees_the_way_to_the_desk(personas):
    for name, user in personas.all().items():
        urls = {link["url"] for link in frame_for(user).account_links}
        assert ("/admin/" in urls) == (name in {"editor", "jurist", "administrator"}), name


def test_the_frame_never_raises(personas, monkeypatch):
    def broken(*args, **kwargs):
        raise DatabaseError

    for name in ("common", "is_member", "may", "unread_count"):
        monkeypatch.setattr(context, name, broken)
    shown = read_all(frame_for(personas.member))
    assert shown["nav"] == [] and shown["unread"] == 0
    assert shown["network"].name == "Netværket for borgerrådgivere"


@pytest.mark.parametrize(
    ("moment", "is_open", "words"),
    [
        ("2026-11-20 09:00", True, "20.00"),
        ("2026-11-20 19:59", True, "20.00"),
        ("2026-11-20 08:59", False, "9.00"),
        ("2026-11-20 20:00", False, "mandag"),
        ("2026-11-21 12:00", False, "mandag"),
        ("2026-11-19 21:00", False, "tomorrow"),
        ("2026-12-23 20:30", False, "mandag"),
        ("2027-03-24 20:30", False, "tirsdag"),
    ],
)
def test_the_hotline_follows_the_working_days(moment, is_open, words):
    now = datetime.datetime.fromisoformat(moment)
    with translation.override("da"):
        found = status(datetime.time(9), datetime.time(20), now)
        expected = translation.gettext("Hotline opens tomorrow at %(time)s") % {"time": "9.00"}
    assert found.open is is_open
    assert words in found.text or (words == "tomorrow" and found.text == expected)
