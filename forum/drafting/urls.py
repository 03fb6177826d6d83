from django.urls import path

from . import views

app_name = "drafting"
urlpatterns = [
    path("<int:pk>/til-biblioteket/", views.make, name="make"),
    path("<int:pk>/dine-ord/", views.used, name="used"),
]
