from django.urls import path

from .views import preparing, results

app_name = "feedback_desk"
urlpatterns = [
    path("<int:pk>/evaluering/", results.overview, name="overview"),
    path("<int:pk>/evaluering/spoergsmaal/", preparing.questions, name="questions"),
    path("<int:pk>/evaluering/aabn/", preparing.open_now, name="open"),
    path("<int:pk>/evaluering/ikke/", preparing.drop, name="drop"),
    path("<int:pk>/evaluering/sessioner.xlsx", results.sessions_sheet, name="sessions_sheet"),
    path("<int:pk>/evaluering/svar.xlsx", results.answers_sheet, name="answers_sheet"),
    path("<int:pk>/evaluering/<slug:part>/", results.session, name="session"),
]
