from django.urls import path

from .views import answering, deciding, participants, planning, reading

app_name = "courses"
urlpatterns = [
    path("", reading.course_list, name="list"),
    path("nyt/", planning.plan, name="plan"),
    path("<int:pk>/", reading.detail, name="detail"),
    path("<int:pk>/kursus.ics", reading.calendar_file, name="calendar"),
    path("<int:pk>/tilmeld/", answering.enrol, name="enrol"),
    path("<int:pk>/afmeld/", answering.withdraw, name="withdraw"),
    path("<int:pk>/tag-pladsen/", answering.accept, name="accept"),
    path("svar/<str:token>/", answering.by_mail, name="by_mail"),
    path("<int:pk>/deltagere/", participants.participants, name="participants"),
    path("<int:pk>/deltagere/for/", participants.write_down, name="write_down"),
    path("<int:pk>/deltagere/deltagere.<str:ending>", participants.sheet, name="sheet"),
    path("<int:pk>/ret/", planning.change, name="change"),
    path("<int:pk>/kopier/", planning.copy, name="copy"),
    path("<int:pk>/udgiv/", deciding.publish, name="publish"),
    path("<int:pk>/aflys/", deciding.cancel, name="cancel"),
    path("<int:pk>/afholdt/", deciding.hold, name="hold"),
    path("<int:pk>/gennemfoer/", deciding.go_on, name="go_on"),
]
