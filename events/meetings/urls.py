from django.urls import path

from .views import agenda, answering, answers, attending, letters, planning

app_name = "meetings"
urlpatterns = [
    path("", attending.meeting_list, name="list"),
    path("nyt/", planning.plan, name="plan"),
    path("<int:pk>/", attending.detail, name="detail"),
    path("<int:pk>/moede.ics", attending.calendar_file, name="calendar"),
    path("<int:pk>/tilmeld/", answering.sign_up, name="sign_up"),
    path("<int:pk>/maaske/", answering.say_maybe, name="say_maybe"),
    path("<int:pk>/afbud/", answering.send_regrets, name="send_regrets"),
    path("<int:pk>/tag-pladsen/", answering.accept, name="accept"),
    path("<int:pk>/venteliste/fra/", answering.stop_waiting, name="stop_waiting"),
    path("<int:pk>/gaest/", answering.bring_guest, name="bring_guest"),
    path("<int:pk>/gaest/fra/", answering.leave_guest, name="leave_guest"),
    path("svar/<str:token>/", answering.by_mail, name="by_mail"),
    path("<int:pk>/svar/", answers.answers, name="answers"),
    path("<int:pk>/svar/for/", answers.write_down, name="write_down"),
    path("<int:pk>/svar/svar.<str:ending>", answers.sheet, name="answers_sheet"),
    path("mails/<int:pk>/", letters.letters, name="letters"),
    path("<int:pk>/ret/", planning.change, name="change"),
    path("<int:pk>/dagsorden/foreslaa/", agenda.propose, name="propose"),
    path("<int:pk>/dagsorden/forslag/<int:proposal>/", agenda.decide, name="decide"),
    path("<int:pk>/dagsorden/punkt/<int:point>/", agenda.move, name="move_point"),
    path("<int:pk>/naeste/", planning.plan_next, name="plan_next"),
    path("<int:pk>/udgiv/", planning.publish, name="publish"),
    path("<int:pk>/aflys/", planning.cancel, name="cancel"),
]
