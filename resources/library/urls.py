from django.urls import path

from . import files
from .views import reading as views

app_name = "library"
urlpatterns = [
    path("", views.list_material, name="list"),
    path("klarret/<int:number>/", views.klarret, name="klarret"),
    path("fil/<int:version_id>/<str:name>", files.version_file, name="file"),
    path("<slug:slug>/", views.guide, name="guide"),
]
