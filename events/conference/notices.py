"""What a participant is told, and everybody when the conference is called off."""

from django.urls import reverse
from django.utils.translation import gettext as _

from members.people.enums import Permission
from members.people.queries import holders, members
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


def send_released(registration: Registration, *, is_late: bool, by) -> None:
    """To someone who has left the network, that their seat is somebody else's now; no link, for they
    can no longer open the page."""
    person = registration.person
    assert person is not None, "a seat is released for the person who leaves"
    send_letter(
        person.email,
        mail=Mail(
            "conference/mail/released", {**_facts(registration.conference), "is_late": is_late}
        ),
        to=person,
        by=by,
    )


def tell_left_too_late(registration: Registration) -> None:
    """Those who manage the conference, that someone has left the network and still has a seat; also
    whoever ended the membership, who cannot have known of the seat."""
    conference, person = registration.conference, registration.person
    assert person is not None, "it is the person who has left"
    facts = {"name": person.name, "conference": conference.title}
    tell(
        holders(Permission.MANAGE_CONFERENCE),
        kind="conference_left_too_late",
        title=lambda: _("%(name)s has left the network, but has a seat at %(conference)s") % facts,
        url=f"{reverse('conference_desk:overview')}?aar={conference.year}",
        mail=Mail("conference/mail/left_too_late", _facts(conference)),
        by=None,
    )


def tell_called_off(conference: Conference, *, by) -> None:
    """Everybody with a seat, that there is no conference."""
    tell(
        members().filter(
            registrations__conference=conference,
            registrations__state=RegistrationState.CONFIRMED,
        ),
        kind="conference_called_off",
        title=lambda: _("Cancelled: %(title)s") % {"title": conference.title},
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
