from django.urls import path

from .views import door

app_name = "check_in"
urlpatterns = [
    path("indtjekning/<int:pk>/", door.page, name="page"),
    path("indtjekning/<int:pk>/synk/", door.sync, name="sync"),
]
