from django.urls import path

from .views import vouching

app_name = "vetting"
urlpatterns = [path("sig-god/<int:pk>/", vouching.vouch, name="vouch")]
