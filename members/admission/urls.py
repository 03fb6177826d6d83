from django.urls import path

from .views import applying, invitation

app_name = "admission"
urlpatterns = [
    path("", applying.start, name="start"),
    path("sendt/", applying.sent, name="sent"),
    path("invitation/nyt-link/", invitation.renewed, name="renewed"),
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("invitation/<str:token>/nyt-link/", invitation.renew, name="renew"),
    path("<str:token>/", applying.application, name="application"),
    path("<str:token>/traek-tilbage/", applying.withdraw, name="withdraw"),
]
