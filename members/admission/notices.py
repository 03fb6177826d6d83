"""This room's letters: what they are called and what they need."""

from django.conf import settings
from django.urls import reverse

from portal.notices.flows import Mail

from .enums import RejectionReason
from .links import application_token
from .models import Application


def page_of(application: Application) -> str:
    """The address of the applicant's own page."""
    return reverse("admission:application", args=[application_token(application)])


def link_letter(application: Application) -> Mail:
    """The way to the form or, when it has been handed in, to the application's page."""
    return Mail(
        "admission/mail/link",
        {
            "url": page_of(application),
            "days": settings.APPLICATION_DRAFT_DAYS,
            "is_new": application.submitted_at is None,
        },
    )


def already_member_letter() -> Mail:
    """To a member's address: there is an account already."""
    return Mail(
        "admission/mail/already_member",
        {"url": reverse("account_login"), "reset_path": reverse("account_reset_password")},
    )


def receipt(application: Application) -> Mail:
    """Received, and what happens now."""
    return Mail(
        "admission/mail/receipt",
        {"url": page_of(application), "applicant": application.name},
    )


def vetters_letter(application: Application) -> Mail:
    """To those who vet; where from, and nothing of what was written."""
    municipality = application.municipality
    assert municipality is not None, "submitted_application_names_a_municipality"
    return Mail("admission/mail/to_vet", {"municipality": municipality.name})


def rejection(application: Application, *, reason: str, text: str) -> Mail:
    """The decision with its reasons."""
    return Mail(
        "admission/mail/rejected",
        {
            "url": page_of(application),
            "applicant": application.name,
            "reason": RejectionReason(reason).label,
            "text": text,
        },
    )


def invitation_letter(secret: str) -> Mail:
    """The personal link with which an admitted person first gets in."""
    return Mail(
        "admission/mail/invitation",
        {"url": reverse("admission:invitation", args=[secret]), "days": settings.INVITATION_DAYS},
    )
