from django.urls import path

from .views import groups

app_name = "cadence"
urlpatterns = [
    path("", groups.group_list, name="groups"),
    path("<int:pk>/", groups.group, name="group"),
    path("<int:pk>/tal/", groups.group_figures, name="group_figures"),
]
