from django.urls import path, re_path

from .views import case, figures, inbox, letters

app_name = "admission_desk"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    re_path(r"^ansoegninger\.(?P<ending>csv|xlsx)$", inbox.export, name="export"),
    path("tal/", figures.figures, name="figures"),
    path("breve/", letters.texts, name="texts"),
    path("breve/<slug:kind>/", letters.text, name="text"),
    path("<int:application_id>/", case.case, name="case"),
    path("<int:application_id>/tag/", case.take, name="take"),
    path("<int:application_id>/note/", case.note, name="note"),
    path("<int:application_id>/underskriv/", case.sign, name="sign"),
    path("<int:application_id>/spoerg-kollega/", case.ask_member, name="ask_member"),
    path("<int:application_id>/laeg-sammen/", case.join, name="join"),
    path("<int:application_id>/alligevel-ikke/", case.take_back, name="take_back"),
    path("<int:application_id>/optag/", case.approve, name="approve"),
    path("<int:application_id>/invitation/", case.invite_again, name="invite_again"),
    path("<int:application_id>/brev/<slug:kind>/", letters.write, name="write"),
    path("<int:application_id>/breve/<int:letter_id>/", letters.letter, name="letter"),
]
