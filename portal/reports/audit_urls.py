from django.urls import path

from . import audit_views as views

app_name = "audit_desk"
urlpatterns = [
    path("", views.trail, name="list"),
    path("person/<int:person_id>/", views.of_person, name="person"),
    path("om/<str:object_type>/<str:object_id>/", views.of_object, name="object"),
]
