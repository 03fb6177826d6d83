from django.urls import path

from . import desk_views

app_name = "collections_desk"
urlpatterns = [
    path("", desk_views.overview, name="list"),
    path("ny/", desk_views.edit, name="new"),
    path("<int:pk>/", desk_views.edit, name="edit"),
    path("<int:pk>/vis/", desk_views.show, name="show"),
    path("<int:pk>/kasser/", desk_views.throw_away, name="throw_away"),
]
