from django.urls import path

from .views import away, desk, hand_overs

app_name = "people_desk"
urlpatterns = [
    path("", desk.people, name="list"),
    path("<int:person_id>/", desk.person, name="person"),
    path("<int:person_id>/ret/", desk.correct, name="correct"),
    path("<int:person_id>/stilling/", desk.give_post, name="give_post"),
    path("stilling/<int:post_id>/slut/", desk.end_post, name="end_post"),
    path("stilling/<int:post_id>/ret/", desk.change_post, name="change_post"),
    path("stilling/<int:post_id>/flyt/", desk.move, name="move"),
    path("<int:person_id>/afslut/", desk.end_membership, name="end_membership"),
    path("<int:person_id>/bliver/", desk.stay, name="stay"),
    path("<int:person_id>/rolle/", desk.grant, name="grant"),
    path("rolle/<int:grant_id>/slut/", desk.end_grant, name="end_grant"),
    path("<int:person_id>/genoptag/", away.readmit, name="readmit"),
    path("<int:person_id>/orlov/", away.begin_leave, name="begin_leave"),
    path("orlov/<int:absence_id>/", away.end_leave, name="end_leave"),
    path("<int:person_id>/partshoering/", away.suspend, name="suspend"),
    path("suspensioner/", away.suspensions, name="suspensions"),
    path("suspensioner/<int:suspension_id>/luk/", away.put_in_force, name="put_in_force"),
    path("suspensioner/<int:suspension_id>/ophaev/", away.lift, name="lift"),
    path("hverv/", hand_overs.hand_overs, name="hand_overs"),
    path("hverv/<int:hand_over_id>/", hand_overs.settle, name="settle"),
    path(
        "<int:person_id>/hverv/<slug:duty_kind>/<int:duty_number>/",
        hand_overs.hand_over,
        name="hand_over",
    ),
]
