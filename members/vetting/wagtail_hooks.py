"""The vetter's desk, hung up in the secretariat's admin."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from members.admission.queries import open_for
from members.people.enums import Permission
from portal.ui.desk import register_desk

from . import desk_urls

register_desk(
    _("Applications"),
    "admission_desk:inbox",
    "user",
    Permission.VET_APPLICATIONS,
    order=10,
    waits=lambda user: open_for(user).count(),
)


@hooks.register("register_admin_urls")
def desk():
    return [path("netvaerket/optagelse/", include(desk_urls))]
