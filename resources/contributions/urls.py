from django.urls import path

from . import views

app_name = "contributions"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("nyt/", views.give, name="give"),
    path("<int:pk>/", views.contribution, name="contribution"),
    path("<int:pk>/tag-tilbage/", views.withdraw, name="withdraw"),
    path("fil/<int:pk>/<str:name>", views.file, name="file"),
]
