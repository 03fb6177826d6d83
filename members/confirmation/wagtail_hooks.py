"""The list of those who have not answered, hung up in the secretariat's admin."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from members.people.enums import Permission
from portal.ui.desk import register_desk

from . import desk_urls
from .queries import waiting_count

register_desk(
    _("Unconfirmed data"),
    "confirmation_desk:list",
    "tick-inverse",
    Permission.MANAGE_MEMBERS,
    order=16,
    waits=waiting_count,
)


@hooks.register("register_admin_urls")
def desk():
    return [path("netvaerket/bekraeftelser/", include(desk_urls))]
