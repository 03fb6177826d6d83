from django.urls import path

from .views.desk import (
    facts,
    letters,
    lines,
    lists,
    overview,
    parts,
    people,
    places,
    programme,
    versions,
)

app_name = "conference_desk"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("nyt/", facts.edit, name="plan"),
    path("<int:pk>/", facts.edit, name="change"),
    path("<int:pk>/udgiv/", facts.publish, name="publish"),
    path("<int:pk>/aflys/", facts.call_off, name="call_off"),
    path("<int:pk>/kopier/", facts.copy, name="copy"),
    path("<int:pk>/program/", programme.programme, name="programme"),
    path("<int:pk>/program/nyt/", programme.add, name="add_session"),
    path("<int:pk>/program/udgiv/", versions.publish, name="publish_programme"),
    path("<int:pk>/lokaler/", places.places, name="places"),
    path("<int:pk>/lokaler/lokale/", places.hall, name="add_hall"),
    path("<int:pk>/lokaler/lokale/<int:number>/", places.hall, name="hall"),
    path("<int:pk>/lokaler/lokale/<int:number>/fjern/", places.remove_hall, name="remove_hall"),
    path("<int:pk>/lokaler/spor/", places.track, name="add_track"),
    path("<int:pk>/lokaler/spor/<int:number>/", places.track, name="track"),
    path("<int:pk>/lokaler/spor/<int:number>/fjern/", places.remove_track, name="remove_track"),
    path("program/<uuid:uid>/", programme.change, name="change_session"),
    path("program/<uuid:uid>/aflys/", programme.cancel, name="cancel_session"),
    path("program/<uuid:uid>/fjern/", programme.remove, name="remove_session"),
    path("program/<uuid:uid>/fortryd/", programme.undo, name="undo_session"),
    path("<int:pk>/dele/", parts.parts, name="parts"),
    path("<int:pk>/dele/ny/", parts.add, name="add_part"),
    path("<int:pk>/dele/<int:part_id>/", parts.change, name="change_part"),
    path("program/<int:session_id>/pris/", parts.price, name="price"),
    path("<int:pk>/dele/<int:part_id>/fjern/", parts.remove, name="remove_part"),
    path("<int:pk>/ventelister/", lines.lines, name="lines"),
    path(
        "<int:pk>/ventelister/<int:part_id>/<int:registration_id>/", lines.entry, name="line_entry"
    ),
    path("<int:pk>/lister/<slug:listing>/", lists.show, name="list"),
    path("<int:pk>/lister/<slug:listing>.xlsx", lists.sheet, name="sheet"),
    path("<int:pk>/tilmeld/", people.register, name="register"),
    path("<int:pk>/deltager/<int:registration_id>/", people.registration, name="registration"),
    path(
        "<int:pk>/deltager/<int:registration_id>/afmeld/",
        people.cancel,
        name="cancel_registration",
    ),
    path("<int:pk>/deltager/<int:registration_id>/note/", people.note, name="note"),
    path("<int:pk>/breve/", letters.letters, name="letters"),
    path("<int:pk>/breve/nyt/", letters.write, name="write_letter"),
]
