from django.urls import path

from .views import answering, preparing, results

app_name = "evaluations"
urlpatterns = [
    path("<slug:subject>/", answering.page, name="page"),
    path("<slug:subject>/spoergsmaal/", preparing.questions, name="questions"),
    path("<slug:subject>/ikke/", preparing.drop, name="drop"),
    path("<slug:subject>/aabn/", preparing.open_now, name="open"),
    path("<slug:subject>/svar.<str:ending>", results.sheet, name="sheet"),
    path("<slug:subject>/del/<slug:part>/", results.part, name="part"),
]
