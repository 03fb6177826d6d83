"""Billing, beside the conference's other pages at the desk."""

from django.urls import include, path
from wagtail import hooks

from . import desk_urls


@hooks.register("register_admin_urls")
def desk():
    return [path("netvaerket/aarsmoede/fakturering/", include(desk_urls))]
