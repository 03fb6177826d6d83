from django.urls import path

from .views import buddy, mine

app_name = "onboarding"
urlpatterns = [
    path("", mine.mine, name="mine"),
    path("trin/<int:step_id>/", mine.tick, name="tick"),
    path("moede/<int:pk>/", mine.book, name="book"),
    path("moede/<int:pk>/afbud/", mine.give_back, name="give_back"),
    path("foelgesvend/", buddy.helping, name="helping"),
    path("foelgesvend/<int:pk>/", buddy.ask, name="ask"),
    path("foelgesvend/<int:pk>/ja/", buddy.accept, name="accept"),
    path("foelgesvend/<int:pk>/nej/", buddy.decline, name="decline"),
    path("medlem/<int:pk>/moedt/", buddy.met, name="met"),
]
