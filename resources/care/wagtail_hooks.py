"""The desk of this room, hung up in the secretariat's admin."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from members.people.enums import Permission
from portal.ui.desk import register_desk

from . import desk_urls
from .queries import waiting_for

register_desk(
    _("Library: care and reports"),
    "care_desk:overview",
    "clipboard-list",
    Permission.EDIT_LIBRARY,
    order=42,
    waits=waiting_for,
)


@hooks.register("register_admin_urls")
def desk():
    return [path("netvaerket/pasning/", include(desk_urls))]
