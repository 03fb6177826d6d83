from django.urls import path

from . import views

app_name = "retention"
urlpatterns = [
    path("", views.my_data, name="my_data"),
    path("fil.json", views.as_json, name="as_json"),
    path("fil.xlsx", views.as_sheet, name="as_sheet"),
    path("alt.zip", views.as_zip, name="as_zip"),
]
