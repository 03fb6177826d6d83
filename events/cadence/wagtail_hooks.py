"""The groups' cadence, hung up in the secretariat's admin."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from members.people.enums import Permission
from portal.ui.desk import register_desk

from . import desk_urls
from .queries import overdue_count

register_desk(
    _("The groups' meetings"),
    "cadence_desk:overview",
    "calendar",
    Permission.MANAGE_MEETINGS,
    order=40,
    waits=overdue_count,
)


@hooks.register("register_admin_urls")
def desk():
    return [path("netvaerket/moedekadence/", include(desk_urls))]
