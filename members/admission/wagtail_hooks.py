"""The rules of membership, hung up in the secretariat's admin."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from members.people.enums import Permission
from portal.ui.desk import register_desk

from . import rules_urls

register_desk(
    _("Rules of membership"),
    "rules_desk:list",
    "doc-full",
    Permission.MANAGE_MEMBERS,
    order=12,
)


@hooks.register("register_admin_urls")
def desk():
    return [path("netvaerket/optagelsesregler/", include(rules_urls))]
