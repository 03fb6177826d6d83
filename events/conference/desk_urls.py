from django.urls import path

from .views import desk

app_name = "conference_desk"
urlpatterns = [
    path("", desk.overview, name="overview"),
    path("nyt/", desk.edit, name="plan"),
    path("<int:pk>/", desk.edit, name="change"),
    path("<int:pk>/deltagere.xlsx", desk.export, name="export"),
    path("<int:pk>/udgiv/", desk.publish, name="publish"),
    path("<int:pk>/aflys/", desk.call_off, name="call_off"),
]
