from django.urls import path

from .views import attending, planning

app_name = "meetings"
urlpatterns = [
    path("", attending.meeting_list, name="list"),
    path("nyt/", planning.plan, name="plan"),
    path("<int:pk>/", attending.detail, name="detail"),
    path("<int:pk>/moede.ics", attending.calendar_file, name="calendar"),
    path("<int:pk>/tilmeld/", attending.sign_up, name="sign_up"),
    path("<int:pk>/afbud/", attending.send_regrets, name="send_regrets"),
    path("<int:pk>/ret/", planning.change, name="change"),
    path("<int:pk>/udgiv/", planning.publish, name="publish"),
    path("<int:pk>/aflys/", planning.cancel, name="cancel"),
]
