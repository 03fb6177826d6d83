from django.urls import path

from .views import proposing, reviewing

app_name = "proposals"
urlpatterns = [
    path("", proposing.proposals, name="list"),
    path("nyt/", proposing.write, name="new"),
    path("<int:pk>/", proposing.proposal, name="proposal"),
    path("<int:pk>/ret/", proposing.write, name="edit"),
    path("<int:pk>/traek/", proposing.withdraw, name="withdraw"),
    path("<int:pk>/bekraeft/", proposing.confirm, name="confirm"),
    path("<int:pk>/vurder/", reviewing.review, name="review"),
    path("gruppe/<int:conference>/", reviewing.panel, name="panel"),
]
