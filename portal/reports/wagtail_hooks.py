from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from members.people.enums import Permission
from portal.ui.desk import register_desk

from . import audit_urls, notices_urls
from .mails import failed


@hooks.register("register_admin_urls")
def desk_addresses():
    return [
        path("netvaerket/spor/", include(audit_urls)),
        path("netvaerket/post/", include(notices_urls)),
    ]


register_desk(
    _("Outbox"),
    "notices_desk:list",
    "mail",
    Permission.MANAGE_NOTICES,
    order=810,
    waits=lambda _user: failed().count(),
)
register_desk(_("Trail"), "audit_desk:list", "history", Permission.SEE_AUDIT, order=820)
