from django.urls import path, re_path

from .views import desk

app_name = "confirmation_desk"
urlpatterns = [
    path("", desk.overview, name="list"),
    re_path(r"^bekraeftelser\.(?P<ending>csv|xlsx)$", desk.export, name="export"),
    path("<int:pk>/bekraeft/", desk.confirm, name="confirm"),
]
