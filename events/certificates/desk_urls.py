from django.urls import path

from .views import conference

app_name = "certificates_desk"
urlpatterns = [
    path("<int:pk>/beviser/", conference.page, name="conference"),
    path("<int:pk>/beviser/alle.pdf", conference.files, name="conference_files"),
]
