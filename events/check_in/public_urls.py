"""Where the code on a badge leads."""

from django.urls import path

from .views import scanned

app_name = "badge"
urlpatterns = [path("<str:token>/", scanned.scanned, name="scanned")]
