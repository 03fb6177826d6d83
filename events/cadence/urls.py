from django.urls import path, re_path

from .views import groups, rows

app_name = "cadence"
urlpatterns = [
    path("", groups.group_list, name="groups"),
    path("<int:pk>/", groups.group, name="group"),
    path("<int:pk>/tal/", groups.group_figures, name="group_figures"),
    re_path(
        r"^(?P<pk>\d+)/tal/moeder-i-tal\.(?P<ending>csv|xlsx)$",
        groups.export_figures,
        name="export_group_figures",
    ),
    path("tal/", rows.rows, name="rows"),
]
