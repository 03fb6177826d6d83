from django.urls import path

from . import desk

app_name = "search_desk"
urlpatterns = [
    path("", desk.overview, name="overview"),
    path("nye-ord/", desk.same, name="begin"),
    path("ord/<int:pk>/", desk.same, name="same"),
    path("ord/<int:pk>/fjern/", desk.drop, name="drop"),
    path("betyder/", desk.means, name="means"),
    path("glem/", desk.forget, name="forget"),
]
