"""Applications and invitations for tests, made through the same flows as in the portal."""

import itertools
import re
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from members.admission.flows import applying
from members.admission.models import Application, Invitation
from members.people.enums import PostRole
from members.vetting.flows import deciding
from portal.notices.models import OutgoingMail

from .people import municipality

number = itertools.count(1)

#: What an applicant fills in, as the form posts it; the municipality is added by `answers`.
ANSWERS = {
    "name": "Astrid Møllegård",
    "title": "Borgerrådgiver",
    "phone": "24 61 80 37",
    "role": "adviser",
    "function_form": "council",
    "in_post_since": "2026-08-01",
    "motivation": "Jeg er den første i stillingen.",
    "consent": "on",
}


def answers(at: str = "Skanderborg", **changes) -> dict:
    """A whole form, with some answers changed."""
    return {**ANSWERS, "municipality": municipality(at).pk, **changes}


def make_draft(email: str = "", *, confirmed: bool = True) -> Application:
    """The link has been asked for and, unless told otherwise, opened."""
    application = applying.begin(email=email or f"ansoeger{next(number)}@example.dk")
    return applying.confirm_address(application=application) if confirmed else application


def make_application(
    name: str = "Astrid Møllegård", at: str = "Skanderborg", *, email: str = "", days_ago: int = 0
) -> Application:
    """Handed in, some days ago."""
    application = applying.submit(
        application=make_draft(email),
        name=name,
        title="Borgerrådgiver",
        phone="24 61 80 37",
        municipality=municipality(at),
        role=PostRole.ADVISER,
        function_form="council",
        in_post_since=date(2026, 8, 1),
        motivation="Jeg er den første i stillingen.",
    )
    if days_ago:
        application.submitted_at = timezone.now() - timedelta(days=days_ago)
        application.save(update_fields=["submitted_at"])
    return application


def make_admitted(by, **kwargs) -> Application:
    """Approved, with the invitation in the outbox."""
    application = make_application(**kwargs)
    deciding.approve(application=application, by=by)
    application.refresh_from_db()
    return application


def link_to(address: str) -> str:
    """The path in the newest letter to an address that waits to be sent."""
    letter = OutgoingMail.objects.filter(address=address).order_by("-pk").first()
    return letter.context["url"]


def link_in(message) -> str:
    """The first of our own links in a sent mail, as a path."""
    found = re.search(re.escape(settings.BASE_URL) + r"(/ansoeg/\S+)", message.body)
    return found.group(1)


def run_out(invitation: Invitation) -> None:
    """Let an invitation's days have passed."""
    Invitation.objects.filter(pk=invitation.pk).update(
        expires_at=timezone.now() - timedelta(minutes=1)
    )
