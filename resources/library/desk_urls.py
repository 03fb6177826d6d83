from django.urls import path

from .views import desk

app_name = "library_desk"
urlpatterns = [
    path("", desk.list_material, name="list"),
    path("<int:pk>/", desk.guide, name="guide"),
    path("<int:pk>/<str:line>/", desk.edition, name="edition"),
    path("<int:pk>/<str:line>/ny-version/", desk.publish, name="publish"),
    path("version/<int:version_id>/traek-tilbage/", desk.withdraw, name="withdraw"),
]
