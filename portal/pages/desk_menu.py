"""The rooms' desks in the admin: one menu group and the first panel of its start page."""

import json
from collections.abc import Iterator

from django.urls import NoReverseMatch, reverse
from wagtail.admin.menu import Menu, MenuItem
from wagtail.admin.ui.components import Component

from members.people.enums import Permission
from members.people.rules import may
from portal.ui.desk import DESKS, Desk

from .first_pages import later
from .models import ContentPage


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


def unsaid_for(user) -> list[dict]:
    """What the first pages promise about how long something is kept, and the secretariat's pages do not say:
    for those who can write it in, each with the page and its lines."""
    if not (may(user, Permission.EDIT_PAGES) or user.is_superuser):
        return []
    slugs = {each.slug for language in later.LANGUAGES for each in later.promises(language)}
    found = []
    for page in ContentPage.objects.live().filter(slug__in=slugs):
        text = json.dumps(page.body.get_prep_value())
        if lines := later.missing(page.language, page.slug, text):
            found.append({"page": page, "lines": lines})
    return found


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
        user = self.request.user
        return {"desks": waiting_for(user), "unsaid": unsaid_for(user)}
