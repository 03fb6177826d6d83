from django.urls import path

from .views import rules

app_name = "rules_desk"
urlpatterns = [
    path("", rules.versions, name="list"),
    path("ny/", rules.new, name="new"),
]
