"""The people desk and the list of duties, hung up in the secretariat's admin."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from members.people.enums import Permission
from portal.ui.desk import register_desk

from . import desk_urls
from .problems import waits_for_decision
from .queries import hand_overs, suspensions

register_desk(_("People"), "people_desk:list", "group", Permission.MANAGE_MEMBERS, order=12)
register_desk(
    _("Suspensions"),
    "people_desk:suspensions",
    "no-view",
    Permission.MANAGE_MEMBERS,
    order=13,
    waits=lambda user: sum(1 for each in suspensions(user) if waits_for_decision(each)),
)
register_desk(
    _("Duties to hand over"),
    "people_desk:hand_overs",
    "tasks",
    Permission.MANAGE_MEMBERS,
    order=14,
    waits=lambda user: hand_overs(user).count(),
)


@hooks.register("register_admin_urls")
def desk():
    return [path("netvaerket/personer/", include(desk_urls))]
