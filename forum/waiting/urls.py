from django.urls import path

from . import views

app_name = "waiting"
urlpatterns = [
    path("hjaelper/", views.helping, name="helping"),
    path("<int:pk>/ikke-endnu/", views.not_yet, name="not_yet"),
]
