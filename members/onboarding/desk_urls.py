from django.urls import path

from .views import desk

app_name = "onboarding_desk"
urlpatterns = [
    path("", desk.overview, name="overview"),
    path("moeder/", desk.slots, name="slots"),
    path("moeder/<int:pk>/fjern/", desk.take_away, name="take_away"),
    path("medlem/<int:pk>/", desk.person, name="person"),
    path("medlem/<int:pk>/spoerg/", desk.ask, name="ask"),
    path("medlem/<int:pk>/samtale/", desk.check, name="check"),
    path("medlem/<int:pk>/forloeb/", desk.change_track, name="change_track"),
]
