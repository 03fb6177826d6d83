from django.urls import path

from . import import_views, views

app_name = "transfer_desk"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("eksport/", views.ask, name="ask"),
    path("eksport/hvor-langt/", views.progress, name="progress"),
    path("eksport/<int:pk>/bibliotek.zip", views.fetch, name="fetch"),
    path("import/", import_views.imports, name="imports"),
    path("import/skabelon.csv", import_views.template, name="template"),
    path("import/<int:pk>/", import_views.batch, name="batch"),
    path("import/<int:pk>/hvor-langt/", import_views.batch_progress, name="batch_progress"),
    path("import/<int:pk>/tag-ind/", import_views.bring, name="bring"),
    path("import/<int:pk>/rapport.csv", import_views.report, name="report"),
]
