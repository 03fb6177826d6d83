from django.urls import path

from .views import answering, asking, ending, signing_up

app_name = "polls"
urlpatterns = [
    path("", answering.poll_list, name="list"),
    path("ny/", asking.ask, name="ask"),
    path("svar/<str:token>/", answering.by_link, name="by_link"),
    path("tilmeld/<str:token>/", signing_up.sign_up, name="sign_up"),
    path("<int:pk>/", answering.detail, name="detail"),
    path("<int:pk>/luk/", ending.close, name="close"),
    path("<int:pk>/stop/", ending.call_off, name="call_off"),
    path("<int:pk>/genaabn/", ending.reopen, name="reopen"),
]
