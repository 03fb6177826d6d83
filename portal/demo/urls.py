"""Pages for whoever tries the portal on their own machine; mounted in the embedded mode only."""

from django.urls import path

from . import dev

urlpatterns = [
    path("mail/", dev.mails, name="dev_mails"),
    path("mail/<str:name>/<int:place>/", dev.mail, name="dev_mail"),
    path("mail/<str:name>/<int:place>/html/", dev.mail_html, name="dev_mail_html"),
    path("koder/", dev.codes, name="dev_codes"),
]
