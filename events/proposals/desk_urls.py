from django.urls import path

from .views import desk

app_name = "proposals_desk"
urlpatterns = [
    path("<int:pk>/forslag/", desk.overview, name="overview"),
    path("<int:pk>/forslag/opslag/", desk.call, name="call"),
    path("<int:pk>/forslag/gruppe/", desk.name_panelist, name="name_panelist"),
    path(
        "<int:pk>/forslag/gruppe/<int:number>/fjern/", desk.remove_panelist, name="remove_panelist"
    ),
    path("forslag/<int:pk>/", desk.proposal, name="proposal"),
    path("forslag/<int:pk>/svar/", desk.decide, name="decide"),
    path("forslag/<int:pk>/program/", desk.make_session, name="make_session"),
]
