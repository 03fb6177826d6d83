from django.urls import path

from .views import desk, programme

app_name = "conference_desk"
urlpatterns = [
    path("", desk.overview, name="overview"),
    path("nyt/", desk.edit, name="plan"),
    path("<int:pk>/", desk.edit, name="change"),
    path("<int:pk>/deltagere.xlsx", desk.export, name="export"),
    path("<int:pk>/program/", programme.programme, name="programme"),
    path("<int:pk>/program/nyt/", programme.add, name="add_session"),
    path("program/<int:session_id>/", programme.change, name="change_session"),
    path("program/<int:session_id>/aflys/", programme.cancel, name="cancel_session"),
    path("program/<int:session_id>/fjern/", programme.remove, name="remove_session"),
    path("<int:pk>/udgiv/", desk.publish, name="publish"),
    path("<int:pk>/aflys/", desk.call_off, name="call_off"),
]
