from django.urls import path

from .views import mine

app_name = "confirmation"
urlpatterns = [path("", mine.mine, name="mine")]
