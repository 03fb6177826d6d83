from django.urls import path

from . import views

app_name = "directory"
urlpatterns = [
    path("", views.list_members, name="list"),
    path("mig/", views.me, name="me"),
    path("ring/", views.call, name="call"),
    path("daekning/", views.covered, name="coverage"),
    path("daekning.csv", views.covered_as_csv, name="coverage_csv"),
    path("<int:person_id>/", views.person, name="person"),
    path("<int:person_id>/kontakt.vcf", views.vcard, name="vcard"),
]
