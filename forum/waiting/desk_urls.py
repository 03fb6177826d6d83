from django.urls import path

from . import desk

app_name = "waiting_desk"
urlpatterns = [
    path("", desk.unanswered, name="list"),
    path("frister/", desk.intervals, name="intervals"),
]
