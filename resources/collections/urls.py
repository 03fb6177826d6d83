from django.urls import path

from . import views

app_name = "collections"
urlpatterns = [
    path("", views.overview, name="list"),
    path("<slug:slug>/", views.collection, name="collection"),
    path("<slug:slug>/udskriv/", views.printed, name="print"),
    path("<slug:slug>/foelg/", views.follow, name="follow"),
]
