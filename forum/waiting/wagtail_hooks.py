"""The desk of unanswered questions in Wagtail's admin."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from members.people.enums import Permission
from portal.ui.desk import register_desk

from . import desk_urls
from .queries import overdue_count

register_desk(
    _("Unanswered questions"),
    "waiting_desk:list",
    "help",
    Permission.MODERATE_FORUM,
    order=25,
    waits=overdue_count,
)


@hooks.register("register_admin_urls")
def desk():
    return [path("netvaerket/ubesvarede/", include(desk_urls))]
