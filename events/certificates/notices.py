"""What members are told of their certificates."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.notices.flows import Mail, tell

from .models import Certificate


def tell_issued(certificate: Certificate, *, by) -> None:
    """The holder, that it is there."""
    _tell(
        certificate,
        "issued",
        lambda: _("Your certificate is ready: %(title)s") % {"title": certificate.title},
        by=by,
    )


def tell_withdrawn(certificate: Certificate, *, by) -> None:
    """The holder, that it no longer holds. Why stands in the portal."""
    _tell(
        certificate,
        "withdrawn",
        lambda: _("Your certificate has been withdrawn: %(title)s") % {"title": certificate.title},
        by=by,
    )


def _tell(certificate: Certificate, name: str, title, *, by) -> None:
    if certificate.person is None:
        return
    tell(
        [certificate.person],
        kind=f"certificate-{name}",
        title=title,
        url=reverse("certificates:mine"),
        mail=Mail(
            f"certificates/mail/{name}",
            {
                "course": certificate.title,
                "number": certificate.shown_number,
                "is_of_conference": certificate.is_of_conference,
            },
        ),
        by=by,
    )
