from django.urls import path

from . import views

app_name = "klarret"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("mit/", views.mine, name="mine"),
    path("tilbud/<int:pk>/fortryd/", views.withdraw_offer, name="withdraw_offer"),
    path("<int:number>/oensk/", views.wish, name="wish"),
    path("<int:number>/skriv-med/", views.offer, name="offer"),
    path("<int:number>/hos-os/", views.difference, name="difference"),
]
