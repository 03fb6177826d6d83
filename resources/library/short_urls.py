"""Addresses that can be read out in a room; without a name space, for they are the portal's shortest."""

from django.urls import path

from .views import teaching

urlpatterns = [
    path("k/<int:number>", teaching.short, name="short_klarret"),
    path("m/<int:pk>", teaching.short, name="short_material"),
]
