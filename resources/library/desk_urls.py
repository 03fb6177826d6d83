from django.urls import path

from . import files
from .views import correcting, desk, drafts, enclosing

app_name = "library_desk"
urlpatterns = [
    path("", desk.list_material, name="list"),
    path("udkast/<int:pk>/", drafts.draft, name="draft"),
    path("udkast/<int:pk>/udgiv/", drafts.publish, name="publish_draft"),
    path("udkast/indsigelse/<int:voice_id>/", drafts.settle, name="settle"),
    path("udkast/<int:pk>/kasser/", drafts.discard, name="discard_draft"),
    path("fil/<int:pk>/", enclosing.file, name="file"),
    path("fil/<int:pk>/flyt/", enclosing.move, name="move_file"),
    path("fil/<int:pk>/fjern/", enclosing.remove, name="remove_file"),
    path("fil/<int:pk>/behold/", enclosing.bring_back, name="keep_file"),
    path("fil/<int:pk>/hent/<str:name>", files.enclosure, name="enclosure"),
    path("<int:pk>/", desk.guide, name="guide"),
    path("<int:pk>/udgaa/", desk.retire, name="retire"),
    path("<int:pk>/afloeser/", correcting.retirement, name="correct_retirement"),
    path("<int:pk>/genoptag/", desk.bring_back, name="bring_back"),
    path("<int:pk>/<str:line>/", desk.edition, name="edition"),
    path("<int:pk>/<str:line>/skriv/", desk.write, name="write"),
    path("<int:pk>/<str:line>/filer/", enclosing.files, name="files"),
    path("<int:pk>/<str:line>/godkend/", desk.review, name="review"),
    path("<int:pk>/<str:line>/godkend/pdf", desk.sheet, name="sheet"),
    path("<int:pk>/<str:line>/tag-tilbage/", desk.take_back, name="take_back"),
    path("version/<int:version_id>/traek-tilbage/", desk.withdraw, name="withdraw"),
    path("version/<int:version_id>/afloeser/", correcting.withdrawal, name="correct_withdrawal"),
]
