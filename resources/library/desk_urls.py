from django.urls import path

from .views import desk, drafts

app_name = "library_desk"
urlpatterns = [
    path("", desk.list_material, name="list"),
    path("udkast/<int:pk>/", drafts.draft, name="draft"),
    path("udkast/<int:pk>/udgiv/", drafts.publish, name="publish_draft"),
    path("udkast/indsigelse/<int:voice_id>/", drafts.settle, name="settle"),
    path("udkast/<int:pk>/kasser/", drafts.discard, name="discard_draft"),
    path("<int:pk>/", desk.guide, name="guide"),
    path("<int:pk>/<str:line>/", desk.edition, name="edition"),
    path("<int:pk>/<str:line>/ny-version/", desk.publish, name="publish"),
    path("version/<int:version_id>/traek-tilbage/", desk.withdraw, name="withdraw"),
]
