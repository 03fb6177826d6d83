from django.urls import path

from .views import mine

app_name = "membership"
urlpatterns = [
    path("", mine.mine, name="mine"),
    path("stop/", mine.leave, name="leave"),
    path("bliv/", mine.stay, name="stay"),
    path("svar/", mine.answer, name="answer"),
    path("orlov/", mine.begin_leave, name="begin_leave"),
    path("orlov/<int:absence_id>/", mine.end_leave, name="end_leave"),
]
