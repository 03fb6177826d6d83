from django.urls import path

from .views import by_mail, choosing, taking_part

app_name = "conference"
urlpatterns = [
    path("", taking_part.home, name="home"),
    path("aarsmoede.ics", taking_part.calendar_file, name="calendar"),
    path("tilmelding/", taking_part.register, name="register"),
    path("tilmelding/<int:pk>/", taking_part.receipt, name="receipt"),
    path("tilmelding/<int:pk>/sessioner/", choosing.choose, name="choose"),
    path("tilmelding/<int:pk>/afmeld/", taking_part.cancel, name="cancel"),
    path("svar/<str:token>/", by_mail.by_mail, name="by_mail"),
]
