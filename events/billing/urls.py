from django.urls import path

from .views import own

app_name = "billing"
urlpatterns = [path("faktura/<int:pk>/", own.document, name="document")]
