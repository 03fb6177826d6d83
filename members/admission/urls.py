from django.urls import path

from .views import applying, files, invitation, rules, writing

app_name = "admission"
urlpatterns = [
    path("", applying.start, name="start"),
    path("regler/", rules.rules, name="rules"),
    path("regler/<int:number>/", rules.rules, name="rules_version"),
    path("sendt/", applying.sent, name="sent"),
    path("invitation/nyt-link/", invitation.renewed, name="renewed"),
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("invitation/<str:token>/nyt-link/", invitation.renew, name="renew"),
    path("fil/<int:attachment_id>/", files.for_vetters, name="file_of_case"),
    path("<str:token>/", applying.application, name="application"),
    path("<str:token>/trin/<int:number>/", writing.step, name="step"),
    path("<str:token>/forhaandsvisning/", applying.preview, name="preview"),
    path("<str:token>/svar/", applying.answer, name="answer"),
    path("<str:token>/fil/<int:attachment_id>/", files.for_applicant, name="file"),
    path("<str:token>/traek-tilbage/", applying.withdraw, name="withdraw"),
]
