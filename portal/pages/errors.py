"""When something cannot be shown: what happened, and the way on."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views import defaults


@login_not_required
def not_found(request, exception=None):
    """Nothing here, or nothing for this reader: one answer for both."""
    return render(request, "404.html", status=404)


@login_not_required
def forbidden(request, exception=None):
    """Tells an applicant, a former member and a member in the wrong room each their own way on."""
    return render(request, "403.html", status=403)


@login_not_required
def csrf_failure(request, reason=""):
    """A form that had been open for too long; nothing was sent."""
    return render(request, "403_csrf.html", status=403)


@login_not_required
def broken(request):
    """A static page: whatever broke, it needs neither database nor context."""
    return defaults.server_error(request)
