from django.urls import path

from . import desk_views

app_name = "care_desk"
urlpatterns = [
    path("", desk_views.overview, name="overview"),
    path("ansvarlige/", desk_views.owners, name="owners"),
    path("laeserne/", desk_views.opinions, name="opinions"),
    path("materiale/<int:pk>/", desk_views.care, name="care"),
    path("foraeldet/<int:pk>/", desk_views.settle, name="settle"),
    path("regel/", desk_views.change, name="change"),
    path("regel/<int:pk>/", desk_views.recheck, name="recheck"),
    path("regel/<int:pk>/fortryd/", desk_views.take_back, name="take_back"),
    path("set-efter/<int:pk>/", desk_views.check, name="check"),
]
