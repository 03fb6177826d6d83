"""The call's pages at the conference's desk; the tabs of that desk lead to them."""

from django.urls import include, path
from wagtail import hooks

from . import desk_urls


@hooks.register("register_admin_urls")
def desk():
    return [path("netvaerket/aarsmoede/", include(desk_urls))]
