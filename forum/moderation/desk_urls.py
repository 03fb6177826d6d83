from django.urls import path

from .views import desk

app_name = "moderation_desk"
urlpatterns = [
    path("", desk.queue, name="queue"),
    path("<int:pk>/", desk.case, name="case"),
    path("<int:pk>/tag/", desk.take, name="take"),
    path("<int:pk>/skjul/", desk.hide, name="hide"),
    path("<int:pk>/laas/", desk.lock, name="lock"),
    path("<int:pk>/luk/", desk.close, name="close"),
    path("<int:pk>/flyt/", desk.move, name="move"),
    path("<int:pk>/afgoer/", desk.settle, name="settle"),
]
