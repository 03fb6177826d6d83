from django.urls import path

from . import notices_views as views

app_name = "notices_desk"
urlpatterns = [
    path("", views.outbox, name="list"),
    path("<int:mail_id>/igen/", views.resend, name="resend"),
]
