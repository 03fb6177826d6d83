"""The desk for one person's data, hung up in the secretariat's admin."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from members.people.enums import Permission
from portal.ui.desk import register_desk

from . import desk_urls

register_desk(
    _("One person's data"), "retention_desk:people", "lock", Permission.MANAGE_MEMBERS, order=90
)


@hooks.register("register_admin_urls")
def desk():
    return [path("netvaerket/persondata/", include(desk_urls))]
