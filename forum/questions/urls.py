from django.urls import path

from .models import Answer, Comment, Question
from .views import asking, judging, lists, ordering, questions, rewording

app_name = "questions"
urlpatterns = [
    path("", lists.listing, name="list"),
    path("nyt/", lists.listing_news, name="list_news"),
    path("ny/ligner/", asking.alike, name="alike"),
    path("kolleger/", asking.colleagues, name="colleagues"),
    path("ny/", questions.ask, name="ask"),
    path("<int:pk>/", questions.question, name="question"),
    path("<int:pk>/ret/", questions.edit, name="edit"),
    path("<int:pk>/svar/", questions.answer, name="answer"),
    path("<int:pk>/nyt/", lists.news, name="news"),
    path("<int:pk>/gem/", judging.bookmark, name="bookmark"),
    path("<int:pk>/i-gang/", judging.claim, name="claim"),
    path("<int:pk>/luk/", ordering.close, name="close"),
    path("<int:pk>/laeg-sammen/", ordering.merge, name="merge"),
    path("<int:pk>/laas/", ordering.lock, name="lock"),
    path("<int:pk>/arkiver/", ordering.archive, name="archive"),
    path("<int:pk>/retsstilling/", ordering.law, name="law"),
    path("<int:pk>/afsender/", judging.trace_question, name="trace_question"),
    path("<int:pk>/slet/", rewording.delete, {"model": Question}, name="delete_question"),
    path("<int:pk>/historik/", rewording.history, {"model": Question}, name="question_history"),
    path("svar/<int:pk>/", questions.answer_place, name="answer_place"),
    path("svar/<int:pk>/slet/", rewording.delete, {"model": Answer}, name="delete_answer"),
    path("svar/<int:pk>/historik/", rewording.history, {"model": Answer}, name="answer_history"),
    path("kommentar/<int:pk>/ret/", rewording.edit_comment, name="edit_comment"),
    path("kommentar/<int:pk>/slet/", rewording.delete, {"model": Comment}, name="delete_comment"),
    path(
        "kommentar/<int:pk>/historik/",
        rewording.history,
        {"model": Comment},
        name="comment_history",
    ),
    path("ordlyd/<int:pk>/glem/", rewording.forget, name="forget_wording"),
    path("svar/<int:pk>/ret/", questions.edit_answer, name="edit_answer"),
    path("svar/<int:pk>/kommentar/", questions.comment, name="comment"),
    path("svar/<int:pk>/citer/", judging.quote, name="quote"),
    path("svar/<int:pk>/godkend/", judging.accept, name="accept"),
    path("svar/<int:pk>/bekraeft/", judging.confirm, name="confirm"),
    path("svar/<int:pk>/nyttigt/", judging.helpful, name="helpful"),
    path("svar/<int:pk>/afsender/", judging.trace_answer, name="trace_answer"),
    path("kommentar/<int:pk>/afsender/", judging.trace_comment, name="trace_comment"),
]
