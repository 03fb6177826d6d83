"""What a participant is told, and everybody when the conference is called off."""

from django.urls import reverse
from django.utils.translation import gettext as _

from members.people.queries import members
from portal.kit import dates
from portal.notices.flows import Mail, send_letter, tell

from .enums import RegistrationState
from .models import Conference, Registration


def send_receipt(registration: Registration, *, by) -> None:
    """The participant's receipt. A letter and no notice: it was their own deed."""
    _letter("receipt", registration, by)


def send_cancellation(registration: Registration, *, by) -> None:
    """That the seat has been given back."""
    if registration.person is not None:
        _letter("cancelled", registration, by)


def tell_called_off(conference: Conference, *, by) -> None:
    """Everybody with a seat, that there is no conference."""
    tell(
        members().filter(
            registrations__conference=conference,
            registrations__state=RegistrationState.CONFIRMED,
        ),
        kind="conference_called_off",
        title=_("Cancelled: %(title)s") % {"title": conference.title},
        url=reverse("conference:home"),
        mail=Mail("conference/mail/called_off", _facts(conference)),
        by=by,
    )


def _letter(name: str, registration: Registration, by) -> None:
    person = registration.person
    assert person is not None, "a seat whose person is gone gets no letter"
    url = reverse("conference:receipt", args=[registration.pk])
    send_letter(
        person.email,
        mail=Mail(f"conference/mail/{name}", {**_facts(registration.conference), "url": url}),
        to=person,
        by=by,
    )


def _facts(conference: Conference) -> dict:
    # The values are stored as text, so the days are written in both languages; the letter picks.
    return {
        "conference": conference.title,
        "venue": conference.venue,
        "when": {
            language: dates.period(conference.starts_on, conference.ends_on, language)
            for language in ("da", "en")
        },
    }
