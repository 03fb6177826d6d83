from django.urls import path

from .views import asking, own

app_name = "retention"
urlpatterns = [
    path("", own.my_data, name="my_data"),
    path("fil.json", own.as_json, name="as_json"),
    path("fil.xlsx", own.as_sheet, name="as_sheet"),
    path("alt.zip", own.as_zip, name="as_zip"),
    path("ret/", asking.correct, name="correct"),
    path("slet/", asking.delete, name="delete"),
    path("anmodning/<int:request_id>/traek-tilbage/", asking.withdraw, name="withdraw"),
]
