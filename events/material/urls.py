from django.urls import path

from .views import files, keeping

app_name = "material"
urlpatterns = [
    path("<int:pk>/materiale/", keeping.add, name="add"),
    path("kursus/<int:pk>/materiale/", keeping.add_to_course, name="add_to_course"),
    path("session/<int:pk>/materiale/", keeping.add_to_session, name="add_to_session"),
    path("materiale/<int:pk>/ret/", keeping.change, name="change"),
    path("materiale/<int:pk>/flyt/", keeping.move, name="move"),
    path("materiale/<int:pk>/fjern/", keeping.remove, name="remove"),
    path("materiale/<int:pk>/<str:name>", files.file, name="file"),
]
