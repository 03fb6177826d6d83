from django.urls import path

from . import views

app_name = "care"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<int:pk>/ord/", views.words, name="words"),
    path("<int:pk>/set-efter/", views.reviewed, name="reviewed"),
    path("<int:pk>/foraeldet/", views.report, name="report"),
    path("version/<int:pk>/hjalp/", views.say, name="say"),
]
