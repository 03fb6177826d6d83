"""Applications and invitations for tests, made through the same flows as in the portal."""

import itertools
import re
from datetime import date, timedelta

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from members.admission.flows import applying, drafting
from members.admission.flows.holding import store_file
from members.admission.links import application_token
from members.admission.models import Application, Attachment, Invitation
from members.admission.steps import Step, fingerprint
from members.people.enums import PostRole
from members.vetting.flows import deciding
from portal.notices.models import OutgoingMail
from portal.ui.uploads import taken

from . import files
from .people import municipality

number = itertools.count(1)

#: What an applicant fills in, step by step, as the forms post it; the municipality is added by `answers`.
YOU = {"name": "Astrid Møllegård", "title": "Borgerrådgiver", "phone": "24 61 80 37"}
FUNCTION = {"form": "council", "since": "2026-08-01", "fte": "", "head": "", "rules_url": ""}
REST = {"motivation": "Jeg er den første i stillingen.", "consent": "on"}


def step_page(application: Application, step: int) -> str:
    return reverse("admission:step", args=[application_token(application), step])


def answers(application: Application, step: int, at: str = "Skanderborg", **changes) -> dict:
    """A whole step as its form posts it, with some answers changed."""
    application.refresh_from_db()
    seen = {"seen": fingerprint(application, Step(step)), "do": "next"}
    if step == Step.YOU:
        return {**seen, **YOU, **changes}
    if step == Step.REST:
        return {**seen, **REST, **changes}
    role = {"role": changes.pop("role", "adviser")}
    return {**seen, **role, **places({"municipality": municipality(at).pk, **changes})}


def places(*rows: dict) -> dict:
    """The functions' forms as a browser posts them."""
    posted = {"sted-TOTAL_FORMS": len(rows), "sted-INITIAL_FORMS": 0}
    for n, row in enumerate(rows):
        posted |= {f"sted-{n}-{name}": value for name, value in {**FUNCTION, **row}.items()}
    return posted


def fill_in(client, application: Application, at: str = "Skanderborg") -> None:
    """Every step, in the applicant's browser."""
    for step in Step:
        client.post(step_page(application, step), answers(application, step, at))


def make_draft(email: str = "", *, confirmed: bool = True) -> Application:
    """The link has been asked for and, unless told otherwise, opened."""
    application = applying.begin(email=email or f"ansoeger{next(number)}@example.dk")
    return applying.confirm_address(application=application) if confirmed else application


def write(
    application: Application, name: str = "Astrid Møllegård", *at: str, role=PostRole.ADVISER
) -> Application:
    """A draft with every answer in it."""
    who = {"name": name, "title": "Borgerrådgiver", "phone": "24 61 80 37"}

    def seen(step: Step) -> str:
        return fingerprint(application, step)

    application = drafting.keep_answers(
        application=application, step=Step.YOU, answers=who, seen=seen(Step.YOU)
    )
    rows: list[drafting.Place] = [
        {"municipality": municipality(where), "form": "council", "since": date(2026, 8, 1)}
        for where in at or ("Skanderborg",)
    ]
    application = drafting.keep_functions(
        application=application, role=role, places=rows, seen=seen(Step.FUNCTION)
    )
    return drafting.keep_rest(
        application=application,
        motivation="Jeg er den første i stillingen.",
        consents=True,
        seen=seen(Step.REST),
    )


def make_application(
    name: str = "Astrid Møllegård",
    at: str = "Skanderborg",
    *,
    also: tuple[str, ...] = (),
    email: str = "",
    role: PostRole = PostRole.ADVISER,
    days_ago: int = 0,
) -> Application:
    """Handed in, some days ago."""
    draft = write(make_draft(email), name, at, *also, role=role)
    application = applying.submit(application=draft)
    if days_ago:
        application.submitted_at = timezone.now() - timedelta(days=days_ago)
        application.save(update_fields=["submitted_at"])
    return application


def make_attachment(application: Application) -> Attachment:
    """A PDF that lies with an application, whatever its state."""
    upload = taken(SimpleUploadedFile("Ansættelsesbrev.pdf", files.pdf("Ansat")))
    return store_file(upload, application=application)


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
