from django.urls import path

from .views import desk, requests

app_name = "retention_desk"
urlpatterns = [
    path("", desk.people, name="people"),
    path("sammen/", desk.merge, name="merge"),
    path("<int:person_id>/", desk.person, name="person"),
    path("<int:person_id>/slet/", desk.erase, name="erase"),
    path("<int:person_id>/anmodning/", requests.write_down, name="write_down"),
    path("anmodninger/", requests.requests, name="requests"),
    path("anmodninger/<int:request_id>/", requests.request_page, name="request"),
    path("steder/<int:leftover_id>/", desk.looked_at, name="looked_at"),
]
