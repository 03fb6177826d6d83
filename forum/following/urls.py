from django.urls import path

from . import feeds, views

app_name = "following"
urlpatterns = [
    path("foelger/", views.mine, name="mine"),
    path("foelger/feed/", views.feed_address, name="feed_address"),
    path("<int:pk>/niveau/", views.question, name="question"),
    path("feed/<str:token>.atom", feeds.atom, name="feed"),
]
