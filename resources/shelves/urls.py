from django.urls import path

from . import views

app_name = "shelves"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("emner/", views.topics, name="topics"),
    path("<int:pk>/", views.own_list, name="own_list"),
    path("gem/<int:pk>/", views.keep, name="keep"),
]
