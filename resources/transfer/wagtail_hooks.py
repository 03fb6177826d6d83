"""The pages for export and import, hung up in the secretariat's admin."""

from django.urls import include, path
from wagtail import hooks

from . import desk_urls


@hooks.register("register_admin_urls")
def desk():
    return [path("netvaerket/bibliotek/overfoersel/", include(desk_urls))]
