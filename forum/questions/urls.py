from django.urls import path

from .views import judging, lists, questions

app_name = "questions"
urlpatterns = [
    path("", lists.listing, name="list"),
    path("ny/", questions.ask, name="ask"),
    path("<int:pk>/", questions.question, name="question"),
    path("<int:pk>/ret/", questions.edit, name="edit"),
    path("<int:pk>/svar/", questions.answer, name="answer"),
    path("<int:pk>/nyt/", lists.news, name="news"),
    path("<int:pk>/foelg/", judging.follow, name="follow"),
    path("<int:pk>/afsender/", judging.trace_question, name="trace_question"),
    path("svar/<int:pk>/ret/", questions.edit_answer, name="edit_answer"),
    path("svar/<int:pk>/kommentar/", questions.comment, name="comment"),
    path("svar/<int:pk>/godkend/", judging.accept, name="accept"),
    path("svar/<int:pk>/bekraeft/", judging.confirm, name="confirm"),
    path("svar/<int:pk>/nyttigt/", judging.helpful, name="helpful"),
    path("svar/<int:pk>/afsender/", judging.trace_answer, name="trace_answer"),
    path("kommentar/<int:pk>/afsender/", judging.trace_comment, name="trace_comment"),
]
