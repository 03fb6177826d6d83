"""The pages' own addresses: Wagtail's `serve`, open to all because each page decides for itself.

Wagtail's own `urls` bring a log-in page and a password door besides; neither is wanted.
"""

from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path
from wagtail.urls import serve_pattern
from wagtail.views import serve

from .robots import robots

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    re_path(serve_pattern, login_not_required(serve), name="wagtail_serve"),
]
