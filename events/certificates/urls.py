from django.urls import path

from .views import attending, holding, issuing

app_name = "certificates"
urlpatterns = [
    path("beviser/", holding.mine, name="mine"),
    path("beviser/<int:certificate_id>/pdf", holding.file, name="file"),
    path("beviser/<int:certificate_id>/tilbage/", issuing.withdraw, name="withdraw"),
    path("<int:pk>/beviser/", issuing.page, name="course"),
    path("<int:pk>/beviser/pdf", issuing.files, name="files"),
    path("<int:pk>/fremmoede/", attending.dates, name="dates"),
    path("<int:pk>/fremmoede/<int:date_id>/", attending.attendance, name="attendance"),
]
