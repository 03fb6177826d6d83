from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("", views.list_notices, name="list"),
    path("antal/", views.count, name="count"),
    path("laest/", views.read_all, name="read_all"),
    path("afmeld/<str:token>/", views.leave, name="leave"),
    path("<int:notice_id>/", views.open_notice, name="open"),
]
