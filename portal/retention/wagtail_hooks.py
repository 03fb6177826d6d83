"""The desks for one person's data and for what people ask of their own, hung up in the admin."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from members.people import desk_links
from members.people.enums import Permission
from members.people.rules import may
from portal.ui.desk import register_desk

from . import desk_urls
from .queries import waiting_for

register_desk(
    _("One person's data"), "retention_desk:people", "lock", Permission.MANAGE_MEMBERS, order=90
)


register_desk(
    _("Requests about one's own data"),
    "retention_desk:requests",
    "mail",
    Permission.MANAGE_MEMBERS,
    order=16,
    waits=waiting_for,
)
desk_links.register(
    _("Data and erasing"),
    lambda person: reverse("retention_desk:person", args=[person.pk]),
    lambda user, person: may(user, Permission.MANAGE_MEMBERS),
)


@hooks.register("register_admin_urls")
def desk():
    return [path("netvaerket/persondata/", include(desk_urls))]
