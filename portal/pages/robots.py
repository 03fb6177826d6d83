"""What search engines are asked to leave alone."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.cache import cache_control

CLOSED = (
    "/admin/",
    "/konto/",
    "/min-side/",
    "/introforloeb/",
    "/invitation/",
    "/medlemmer/",
    "/moeder/",
    "/kurser/",
    "/evaluering/",
    "/aarsmoede/",
    "/spoerg/",
    "/bibliotek/",
    "/notifikationer/",
    "/soeg/",
    "/for-medlemmer/",
)


@login_not_required
@cache_control(public=True, max_age=86400)
def robots(request):
    """The rooms behind the log-in are closed anyway; this only spares the robots the walk."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
