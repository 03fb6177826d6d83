"""Every address of the portal. The only module besides `routing` that knows every room."""

from allauth.account.views import LoginView  # noqa: F401 - allauth's views are mounted below
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.i18n import set_language
from wagtail.admin import urls as wagtailadmin_urls

from portal.jobs import health
from portal.pages import files, home

to_login = login_not_required(RedirectView.as_view(pattern_name="account_login", query_string=True))
to_reset = login_not_required(RedirectView.as_view(pattern_name="account_reset_password"))

urlpatterns = [
    path("healthz", health.process_is_up, name="healthz"),
    path("readyz", health.ready_for_work, name="readyz"),
    # Wagtail keeps log-in doors of its own, which know neither second factors nor rate limits.
    path("admin/login/", to_login),
    re_path(r"^admin/password_reset/.*$", to_reset),
    path("_util/login/", to_login),
    path("admin/", include(wagtailadmin_urls)),
    path("dokumenter/", include("portal.pages.document_urls")),
    re_path(r"^media/(?P<name>.+)$", files.media, name="media"),
    path("konto/velkommen/", include("members.login.urls")),
    path("konto/", include("allauth.urls")),
    path("sprog/", login_not_required(set_language), name="set_language"),
    path("min-side/", home.member, name="home_member"),
    path("min-side/snart/", home.soon, name="home_soon"),
    path("mine-oplysninger/", include("portal.retention.urls")),
    path("ansoeg/", include("members.vetting.urls")),
    path("ansoeg/", include("members.admission.urls")),
    path("medlemskab/bekraeft/", include("members.confirmation.urls")),
    path("medlemskab/", include("members.membership.urls")),
    path("introforloeb/", include("members.onboarding.urls")),
    path("medlemmer/", include("members.directory.urls")),
    path("moeder/", include("events.minutes.urls")),
    path("moeder/", include("events.material.urls")),
    path("kurser/", include("events.certificates.urls")),
    path("kursusbevis/", include("events.certificates.public_urls")),
    path("evaluering/", include("events.evaluations.urls")),
    path("kalender/", include("events.calendar.urls")),
    path("moeder/grupper/", include("events.cadence.urls")),
    path("moeder/datoer/", include("events.polls.urls")),
    path("moeder/", include("events.meetings.urls")),
    path("kurser/", include("events.courses.urls")),
    path("aarsmoede/", include("events.billing.urls")),
    path("aarsmoede/forslag/", include("events.proposals.urls")),
    path("aarsmoede/", include("events.check_in.urls")),
    path("aarsmoede/", include("events.conference.urls")),
    path("skilt/", include("events.check_in.public_urls")),
    path("spoerg/", include("forum.moderation.urls")),
    path("spoerg/", include("forum.waiting.urls")),
    path("spoerg/", include("forum.drafting.urls")),
    path("spoerg/", include("forum.following.urls")),
    path("spoerg/", include("forum.questions.urls")),
    path("", include("resources.library.short_urls")),
    path("bibliotek/pasning/", include("resources.care.urls")),
    path("bibliotek/lister/", include("resources.shelves.urls")),
    path("bibliotek/bidrag/", include("resources.contributions.urls")),
    path("bibliotek/klarret/", include("resources.klarret.urls")),
    path("bibliotek/samlinger/", include("resources.collections.urls")),
    path("bibliotek/", include("resources.library.urls")),
    path("notifikationer/", include("portal.notices.urls")),
    path("soeg/", include("portal.search.urls")),
    path("was/", login_not_required(RedirectView.as_view(url="/tilgaengelighed/"))),
]
if settings.EMBEDDED:
    urlpatterns.append(path("dev/", include("portal.demo.urls")))
urlpatterns.append(path("", include("portal.pages.urls")))

handler404 = "portal.pages.errors.not_found"
handler403 = "portal.pages.errors.forbidden"
handler500 = "portal.pages.errors.broken"
