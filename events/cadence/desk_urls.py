from django.urls import path, re_path

from .views import desk

app_name = "cadence_desk"
urlpatterns = [
    path("", desk.overview, name="overview"),
    re_path(r"^moedekadence\.(?P<ending>csv|xlsx)$", desk.export, name="export"),
    path("tal/", desk.figures, name="figures"),
    re_path(
        r"^tal/moeder-i-tal\.(?P<ending>csv|xlsx)$", desk.export_figures, name="export_figures"
    ),
]
