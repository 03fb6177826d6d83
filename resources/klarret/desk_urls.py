from django.urls import path

from . import desk_views

app_name = "klarret_desk"
urlpatterns = [
    path("", desk_views.words, name="words"),
    path("tilbud/<int:pk>/", desk_views.answer_offer, name="answer_offer"),
    path("forskel/<int:pk>/", desk_views.answer_difference, name="answer_difference"),
]
