"""The conference's evaluation, hung up beside its desk in the secretariat's admin."""

from django.urls import include, path
from wagtail import hooks

from . import desk_urls


@hooks.register("register_admin_urls")
def desk():
    return [path("netvaerket/aarsmoede/", include(desk_urls))]
