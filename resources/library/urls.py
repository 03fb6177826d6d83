from django.urls import path

from . import files
from .views import browsing, comparing, reading, teaching

app_name = "library"
urlpatterns = [
    path("", reading.list_material, name="list"),
    path("emner/", browsing.topics, name="topics"),
    path("lov/", browsing.laws, name="laws"),
    path("fil/<int:version_id>/<str:name>", files.version_file, name="file"),
    path("klarret/<int:number>/", reading.guide, name="klarret"),
    path("klarret/<int:number>/seneste/", reading.newest, name="klarret_newest"),
    path("klarret/<int:number>/v<int:version>/", reading.guide, name="klarret_version"),
    path("klarret/<int:number>/filer/<slug:place>", files.beside, name="klarret_beside"),
    path(
        "klarret/<int:number>/v<int:version>/filer/<slug:place>",
        files.beside,
        name="klarret_beside_version",
    ),
    path("klarret/<int:number>/sammenlign/", comparing.compare, name="klarret_compare"),
    path("klarret/<int:number>/undervisning/", teaching.teaching, name="klarret_teaching"),
    path("<slug:slug>/", reading.guide, name="guide"),
    path("<slug:slug>/seneste/", reading.newest, name="guide_newest"),
    path("<slug:slug>/v<int:version>/", reading.guide, name="guide_version"),
    path("<slug:slug>/filer/<slug:place>", files.beside, name="guide_beside"),
    path(
        "<slug:slug>/v<int:version>/filer/<slug:place>",
        files.beside,
        name="guide_beside_version",
    ),
    path("<slug:slug>/sammenlign/", comparing.compare, name="guide_compare"),
    path("<slug:slug>/undervisning/", teaching.teaching, name="guide_teaching"),
]
