from django.urls import path

from . import views

app_name = "login"
urlpatterns = [
    path("adgangsnoegle/", views.first_passkey, name="first_passkey"),
    path("koder/", views.first_codes, name="first_codes"),
]
