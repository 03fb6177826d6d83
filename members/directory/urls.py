from django.urls import path

from . import views

app_name = "directory"
urlpatterns = [
    path("", views.list_members, name="list"),
    path("mig/", views.me, name="me"),
    path("<int:person_id>/", views.person, name="person"),
]
