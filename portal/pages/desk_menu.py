"""The rooms' desks in the admin: one menu group and the first panel of its start page."""

from collections.abc import Iterator

from django.urls import NoReverseMatch, reverse
from wagtail.admin.menu import Menu, MenuItem
from wagtail.admin.ui.components import Component

from members.people.rules import may
from portal.ui.desk import DESKS, Desk


def desks_for(user) -> list[tuple[str, str, str]]:
    """Label, address and icon of each desk that the person may open, in the rooms' order."""
    return [(str(desk.label), url, desk.icon) for desk, url in _open_to(user)]


def waiting_for(user) -> list[dict]:
    """The same desks as sheets for the start page, each with how much waits on it."""
    return [
        {
            "label": desk.label,
            "url": url,
            "icon": desk.icon,
            "waits": desk.waits(user) if desk.waits else 0,
        }
        for desk, url in _open_to(user)
    ]


def _open_to(user) -> Iterator[tuple[Desk, str]]:
    for desk in DESKS:
        if not (may(user, desk.permission) or user.is_superuser):
            continue
        try:
            yield desk, reverse(desk.url_name)
        except NoReverseMatch:
            continue


class DeskMenu(Menu):
    """Made anew for each request: labels follow the language, and entries the person's roles."""

    def menu_items_for_request(self, request):
        return [
            MenuItem(label, url, icon_name=icon, order=place)
            for place, (label, url, icon) in enumerate(desks_for(request.user))
        ]


class DesksPanel(Component):
    """The same desks as sheets, with what waits on each."""

    name = "desks"
    template_name = "wagtailadmin/home/desks.html"
    order = 10

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        return {"desks": waiting_for(self.request.user)}
