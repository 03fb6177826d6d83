from django.urls import path

from . import desk

app_name = "retention_desk"
urlpatterns = [
    path("", desk.people, name="people"),
    path("sammen/", desk.merge, name="merge"),
    path("<int:person_id>/", desk.person, name="person"),
    path("<int:person_id>/slet/", desk.erase, name="erase"),
]
