"""Where anybody looks a certificate up."""

from django.urls import path

from .views import verifying

app_name = "verification"
urlpatterns = [
    path("", verifying.ask, name="ask"),
    path("<str:token>/", verifying.number, name="number"),
]
