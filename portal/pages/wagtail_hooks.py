"""What Wagtail asks of us: who reads a page, who edits one, and what the desk's menu shows."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import SubmenuMenuItem

from members.people.enums import Permission
from members.people.rules import is_member, may

from .avatar import initials_picture
from .desk_menu import DeskMenu, DesksPanel
from .rules import is_restricted


@hooks.register("before_serve_page")
def members_pages_are_for_members(page, request, args, kwargs):
    """The one rule for a restricted page: is the reader a member today?

    Whoever may read is answered here and now, before Wagtail asks the restrictions a second time and
    compares them with its groups, in which nobody stands.
    """
    if is_member(request.user) or not is_restricted(page):
        return page.serve(request, *args, **kwargs)
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.get_full_path(), reverse("account_login"))


def _editors_only(request, *_args, **_kwargs):
    """Wagtail asks its groups, which may lag behind a role that has run out; the rule does not."""
    if not (may(request.user, Permission.EDIT_PAGES) or request.user.is_superuser):
        raise PermissionDenied


for deed in ("create", "edit", "delete", "unpublish", "copy", "move", "bulk_action"):
    hooks.register(f"before_{deed}_page" if deed != "bulk_action" else "before_bulk_action")(
        _editors_only
    )


@hooks.register("register_admin_menu_item")
def network_menu():
    return SubmenuMenuItem(
        _("The network"), DeskMenu(), name="network", icon_name="group", order=50
    )


@hooks.register("construct_main_menu")
def only_what_is_used(request, items):
    """Reports and help are about Wagtail; people and roles have desks of their own."""
    items[:] = [item for item in items if item.name not in {"reports", "help"}]


@hooks.register("construct_settings_menu")
def only_settings_in_use(request, items):
    unused = {"workflows", "workflow-tasks", "users", "groups", "sites", "locales"}
    items[:] = [item for item in items if item.name not in unused]


@hooks.register("construct_homepage_panels")
def calm_start(request, panels):
    """First the desks, then what one last worked on."""
    kept = [panel for panel in panels if getattr(panel, "name", "") == "recent_edits"]
    panels[:] = [DesksPanel(request), *kept]


hooks.register("get_avatar_url", initials_picture)
