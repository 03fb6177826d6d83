"""The collections' desk, hung up in the secretariat's admin."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from members.people.enums import Permission
from portal.ui.desk import register_desk

from . import desk_urls

register_desk(
    _("Collections"), "collections_desk:list", "folder-inverse", Permission.EDIT_LIBRARY, order=42
)


@hooks.register("register_admin_urls")
def desk():
    return [path("netvaerket/samlinger/", include(desk_urls))]
