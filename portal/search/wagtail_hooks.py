"""The desk of the search in Wagtail's admin."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from members.people.enums import Permission
from portal.ui.desk import register_desk

from . import desk_urls
from .desk import missed_count

register_desk(
    _("Words of the search"),
    "search_desk:overview",
    "search",
    Permission.EDIT_LIBRARY,
    order=75,
    waits=missed_count,
)


@hooks.register("register_admin_urls")
def desk():
    return [path("netvaerket/soegning/", include(desk_urls))]
