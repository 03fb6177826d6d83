from django.urls import path

from . import feeds, views

app_name = "calendar"
urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("abonnement/", views.subscribe, name="subscribe"),
    path("abonnement/adresse/", views.address, name="address"),
    path("feed/<str:token>.ics", feeds.calendar, name="feed"),
]
