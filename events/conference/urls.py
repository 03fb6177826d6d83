from django.urls import path

from .views import answering, by_mail, colleagues, home, own, paying, programme, registering

app_name = "conference"
urlpatterns = [
    path("", home.home, name="home"),
    path("aarsmoede.ics", home.calendar_file, name="calendar"),
    path("program/", programme.programme, name="programme"),
    path("program/aendringer/", programme.changes, name="changes"),
    path("program/<int:pk>/", programme.session, name="session"),
    path("tilmelding/", registering.register, name="register"),
    path("tilmelding/kladde/", registering.keep_draft, name="keep_draft"),
    path("tilmelding/kolleger/", colleagues.colleagues, name="colleagues"),
    path("tilmelding/<int:pk>/", own.receipt, name="receipt"),
    path("tilmelding/<int:pk>/ret/", own.change, name="change"),
    path("tilmelding/<int:pk>/afmeld/", own.cancel, name="cancel"),
    path("tilmelding/<int:pk>/svar/", answering.answer_seat, name="answer_seat"),
    path("tilmelding/<int:pk>/del/<int:number>/", answering.answer_part, name="answer_part"),
    path("tilmelding/<int:pk>/vaerelse/", answering.ask_to_share, name="ask_to_share"),
    path("tilmelding/<int:pk>/vaerelse/alene/", answering.take_alone, name="take_alone"),
    path("tilmelding/<int:pk>/vaerelse/<int:share>/", answering.answer_share, name="answer_share"),
    path("tilmelding/<int:pk>/betaler/", paying.give_link, name="payer_link"),
    path("betaler/<str:token>/", paying.payer, name="payer"),
    path("svar/<str:token>/", by_mail.by_mail, name="by_mail"),
]
