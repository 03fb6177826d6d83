from django.urls import path

from forum.questions.models import Answer, Comment, Question

from .views import consents, reports

app_name = "moderation"
urlpatterns = [
    path("<int:pk>/besked/", reports.report, {"model": Question}, name="report_question"),
    path("svar/<int:pk>/besked/", reports.report, {"model": Answer}, name="report_answer"),
    path("kommentar/<int:pk>/besked/", reports.report, {"model": Comment}, name="report_comment"),
    path("flytning/<int:pk>/", consents.consent, name="consent"),
    path("besked/<int:pk>/", reports.own_report, name="report"),
]
