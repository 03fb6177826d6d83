"""This room's letters: what they are called and what they need."""

from django.conf import settings
from django.urls import reverse

from portal.kit.dates import long_date
from portal.notices.flows import Mail

from .enums import ExchangeKind
from .links import application_token
from .models import Application, Exchange


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


def question_letter(exchange: Exchange) -> Mail:
    """Asked for more, or heard before a rejection: until when, and where to answer. What is asked stands on
    the applicant's own page."""
    return Mail(
        "admission/mail/question",
        {
            "url": page_of(exchange.application),
            "applicant": exchange.application.name,
            "is_hearing": exchange.kind == ExchangeKind.HEARING,
            # An applicant has no account, and so no language but the portal's.
            "due_on": long_date(exchange.due_on),
        },
    )


def no_longer_asked(application: Application) -> Mail:
    """The answer is not needed any more."""
    return Mail(
        "admission/mail/no_longer_asked",
        {"url": page_of(application), "applicant": application.name},
    )


def joined_letter(application: Application) -> Mail:
    """There were two; one of them goes on, and answers for both."""
    return Mail(
        "admission/mail/joined",
        {"url": page_of(application), "applicant": application.name},
    )


def invitation_letter(secret: str, opens: str) -> Mail:
    """The personal link with which an admitted person first gets in; `opens` is the day from which the
    members' rooms are open to them, empty when they are open already."""
    return Mail(
        "admission/mail/invitation",
        {
            "url": reverse("admission:invitation", args=[secret]),
            "days": settings.INVITATION_DAYS,
            "opens": opens,
        },
    )


def doors_open_letter() -> Mail:
    """The day has come."""
    return Mail("admission/mail/doors_open")
