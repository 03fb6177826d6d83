from django.urls import path

from . import views

app_name = "transfer_desk"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("eksport/", views.ask, name="ask"),
    path("eksport/hvor-langt/", views.progress, name="progress"),
    path("eksport/<int:pk>/hent/", views.fetch, name="fetch"),
]
