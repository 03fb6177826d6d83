"""The signed address that lets somebody without an account fill in how the invoice finds its way."""

from datetime import datetime

from django.core import signing
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from .enums import OPEN
from .models import PayerLink, Registration
from .rules import payer_link_holds

SALT = "events.conference.payer_links"


def address(link: PayerLink) -> str:
    """The path of the page."""
    return reverse("conference:payer", args=[signing.dumps([link.pk, link.mark], salt=SALT)])


def behind(token: str, now: datetime | None = None) -> PayerLink | None:
    """The link, while it may be used; None for one that is wrong, old, taken back or was never there, all
    alike."""
    try:
        number, mark = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    link = (
        PayerLink.objects.filter(pk=number, mark=mark)
        .select_related("registration__person", "registration__conference", "registration__payer")
        .first()
    )
    if link is None or not payer_link_holds(link, now or timezone.now()):
        return None
    return link


def together(registration: Registration) -> QuerySet[Registration]:
    """The registration, and those of colleagues that its participant has made and that go on one bill with
    it: the same municipality, number, reference and order number."""
    bill = Q(
        payer=registration.payer_id,
        ean=registration.ean,
        payer_reference=registration.payer_reference,
        order_number=registration.order_number,
    )
    bought = Q(registered_by=registration.person_id, person__isnull=False) & bill
    return Registration.objects.filter(
        Q(pk=registration.pk) | bought,
        conference=registration.conference_id,
        state__in=sorted(OPEN),
    ).order_by("person__name_key", "pk")
