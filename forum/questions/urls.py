from django.urls import path

from .models import Answer, Comment, Question
from .views import asking, attachments, drafting, judging, lists, ordering, questions, rewording

app_name = "questions"
urlpatterns = [
    path("", lists.listing, name="list"),
    path("ny/ligner/", asking.alike, name="alike"),
    path("kolleger/", asking.colleagues, name="colleagues"),
    path("ny/", questions.ask, name="ask"),
    path("ny/kladde/", drafting.question_draft, name="draft_question"),
    path("fil/<int:pk>/<str:name>", attachments.attachment, name="attachment"),
    path("<int:pk>/", questions.question, name="question"),
    path("<int:pk>/ret/", questions.edit, name="edit"),
    path("<int:pk>/svar/", questions.answer, name="answer"),
    path("<int:pk>/svar/kladde/", drafting.answer_draft, name="draft_answer"),
    path("<int:pk>/filer/", attachments.files, {"model": Question}, name="question_files"),
    path("svar/<int:pk>/filer/", attachments.files, {"model": Answer}, name="answer_files"),
    path("<int:pk>/nyt/", lists.news, name="news"),
    path("<int:pk>/foelg/", judging.follow, name="follow"),
    path("<int:pk>/gem/", judging.bookmark, name="bookmark"),
    path("<int:pk>/i-gang/", judging.claim, name="claim"),
    path("<int:pk>/luk/", ordering.close, name="close"),
    path("<int:pk>/arkiver/", ordering.archive, name="archive"),
    path("<int:pk>/retsstilling/", ordering.law, name="law"),
    path("<int:pk>/afsender/", judging.trace_question, name="trace_question"),
    path("<int:pk>/slet/", rewording.delete, {"model": Question}, name="delete_question"),
    path("<int:pk>/historik/", rewording.history, {"model": Question}, name="question_history"),
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
