from django.urls import path

from . import desk_views

app_name = "contributions_desk"
urlpatterns = [
    path("", desk_views.contributions, name="list"),
    path("<int:pk>/", desk_views.contribution, name="contribution"),
    path("<int:pk>/tag-op/", desk_views.take_up, name="take_up"),
]
