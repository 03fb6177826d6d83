"""What a participant is told, and everybody when the conference is called off."""

from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext as _

from members.people.enums import Permission
from members.people.queries import holders, members
from portal.kit import dates
from portal.notices.flows import Mail, send_letter, tell

from . import links
from .enums import MailDeed, RegistrationState
from .models import (
    Booking,
    Conference,
    Part,
    Registration,
    RoomShare,
)

LANGUAGES = ("da", "en")


def send_receipt(registration: Registration, *, by) -> None:
    """The participant's receipt. A letter and no notice: it was their own deed."""
    _letter("receipt", registration, by, invitation="REQUEST")


def tell_registered(registration: Registration, *, by) -> None:
    """The participant, that somebody else has registered them: what they eat, need and choose they tell
    themselves."""
    person = registration.person
    assert person is not None, "somebody is registered"
    facts = {"name": by.name, "title": registration.conference.title}
    tell(
        [person],
        kind="conference_registered",
        title=lambda: _("%(name)s has registered you for %(title)s") % facts,
        url=reverse("conference:receipt", args=[registration.pk]),
        mail=Mail(
            "conference/mail/registered",
            {**_facts(registration.conference), "by": by.name},
            enclosure=_enclosure(registration, "REQUEST"),
        ),
        by=by,
    )


def send_cancellation(registration: Registration, *, by) -> None:
    """That the seat has been given back."""
    if registration.person is not None:
        _letter("cancelled", registration, by, invitation="CANCEL")


def send_waits(registration: Registration, *, by) -> None:
    """That they stand in line for a seat, and how one hears more."""
    _letter("waits", registration, by)


def tell_offered(registration: Registration, *, by) -> None:
    """The first in line, that a seat is held for them, and until when."""
    _offer(registration, "offered", registration.offered_until, by=by)


def tell_part_offered(booking: Booking, *, by) -> None:
    """The first in line for a part, that it is held for them, and until when."""
    _offer(booking.registration, "part_offered", booking.offered_until, part=booking.part, by=by)


def tell_lapsed(registration: Registration, *, by) -> None:
    """Whoever did not answer in time, that the seat has been passed on."""
    if registration.person is not None:
        facts = {"title": registration.conference.title}
        tell(
            [registration.person],
            kind="conference_lapsed",
            title=lambda: _("The seat has been passed on: %(title)s") % facts,
            url=reverse("conference:home"),
            by=by,
        )


def tell_part_lapsed(booking: Booking, *, by) -> None:
    """Whoever did not answer in time, that the part has been passed on."""
    person = booking.registration.person
    if person is not None:
        tell(
            [person],
            kind="conference_lapsed",
            title=lambda: _("It has been passed on: %(title)s") % {"title": booking.part},
            url=reverse("conference:receipt", args=[booking.registration_id]),
            by=by,
        )


def tell_asked_to_share(share: RoomShare, *, by) -> None:
    """The one who is asked, who would like to share a room with them."""
    _tell_of_room(
        share.asked, share.asker, gettext_noop("%(name)s would like to share a room with you"), by
    )


def tell_shares(share: RoomShare, *, by) -> None:
    """The one who asked, that the other said yes."""
    _tell_of_room(share.asker, share.asked, gettext_noop("%(name)s shares a room with you"), by)


def tell_parted(share: RoomShare, *, by) -> None:
    """Both, that they do not share a room; who did it knows."""
    words = gettext_noop("%(name)s does not share a room with you")
    for to, other in ((share.asker, share.asked), (share.asked, share.asker)):
        if to.person_id != getattr(by, "pk", None):
            _tell_of_room(to, other, words, by)


def tell_payer_filled_in(registration: Registration, *, by) -> None:
    """Somebody, that whoever has their link has filled in how the invoice finds its way."""
    if registration.person is None:
        return
    tell(
        [registration.person],
        kind="conference_payer",
        title=lambda: _("The payer's part of your registration has been filled in"),
        url=f"{reverse('conference:receipt', args=[registration.pk])}#betaler",
        by=by,
    )


def tell_left_in_room(to: Registration | None, other: Registration, *, by) -> None:
    """Somebody, that whoever they share a room with does not come for a night, or at all; their page says
    what they can do about it."""
    if to is not None:
        _tell_of_room(to, other, gettext_noop("%(name)s is not in your room any more"), by)


def tell_put_together(share: RoomShare, *, by) -> None:
    """Both, that the secretariat has put them in one room."""
    words = gettext_noop("The secretariat has put you in one room with %(name)s")
    for to, other in ((share.asker, share.asked), (share.asked, share.asker)):
        _tell_of_room(to, other, words, by)


def _tell_of_room(to: Registration, other: Registration, words: str, by) -> None:
    if to.person is None or other.person is None:
        return
    name = other.person.name
    tell(
        [to.person],
        kind="conference_room",
        title=lambda: gettext(words) % {"name": name},
        url=f"{reverse('conference:receipt', args=[to.pk])}#vaerelse",
        by=by,
    )


def _offer(
    registration: Registration, name: str, until: datetime | None, *, part: Part | None = None, by
) -> None:
    assert until is not None, "what is offered has its deadline"
    if registration.person is None:
        return
    titles = {language: _named(part, language) for language in LANGUAGES}
    tell(
        [registration.person],
        kind=f"conference_{name}",
        title=lambda: (
            _("There is room for you: %(title)s") % {"title": part or registration.conference.title}
        ),
        url=reverse("conference:receipt", args=[registration.pk]),
        mail=Mail(
            f"conference/mail/{name}",
            {
                **_facts(registration.conference),
                "part": titles,
                "yes": links.address(
                    registration.pk, MailDeed.TAKE, part.pk if part else links.SEAT
                ),
                "no": links.address(
                    registration.pk, MailDeed.PASS_ON, part.pk if part else links.SEAT
                ),
                "until": {language: dates.date_time(until, language) for language in LANGUAGES},
            },
        ),
        by=by,
    )


def _named(part: Part | None, language: str) -> str:
    with translation.override(language):
        return part.name if part is not None else ""


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


def _enclosure(registration: Registration, method: str) -> str:
    return f"conference:{registration.pk}:{method}" if method else ""


def _letter(name: str, registration: Registration, by, *, invitation: str = "") -> None:
    person = registration.person
    assert person is not None, "a seat whose person is gone gets no letter"
    url = reverse("conference:receipt", args=[registration.pk])
    send_letter(
        person.email,
        mail=Mail(
            f"conference/mail/{name}",
            {**_facts(registration.conference), "url": url},
            enclosure=_enclosure(registration, invitation),
        ),
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
            for language in LANGUAGES
        },
    }
