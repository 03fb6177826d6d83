from django.urls import path

from . import views

app_name = "onboarding"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("trin/<int:step_id>/", views.tick, name="tick"),
]
