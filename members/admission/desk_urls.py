from django.urls import path

from .views import desk

app_name = "admission_desk"
urlpatterns = [
    path("", desk.inbox, name="inbox"),
    path("<int:application_id>/", desk.case, name="case"),
    path("<int:application_id>/tag/", desk.take, name="take"),
    path("<int:application_id>/optag/", desk.approve, name="approve"),
    path("<int:application_id>/afslag/", desk.reject, name="reject"),
    path("<int:application_id>/invitation/", desk.invite_again, name="invite_again"),
]
