"""What Wagtail asks of us when it serves a page."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail import hooks

from members.people.rules import is_member


@hooks.register("before_serve_page")
def members_pages_are_for_members(page, request, args, kwargs):
    """The one rule for a restricted page: is the reader a member today?

    A member is answered here and now, before Wagtail asks its groups, in which nobody stands.
    """
    if not page.get_view_restrictions().exists():
        return None
    if is_member(request.user):
        return page.serve(request, *args, **kwargs)
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.get_full_path(), reverse("account_login"))
