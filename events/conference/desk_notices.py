"""What the secretariat's deeds tell those whom they concern."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from members.people.models import User
from portal.notices.flows import Mail, tell

from .models import GroupLetter, Part, Registration


def tell_letter(letter: GroupLetter, people: Iterable[User], *, by) -> None:
    """These, what the secretariat has written: its own letter, so its text stands in the mail."""
    tell(
        people,
        kind="conference_letter",
        title=letter.subject,
        url=reverse("conference:home"),
        mail=Mail(
            "conference/mail/from_desk",
            {"subject": letter.subject, "body": letter.body, "conference": letter.conference.title},
        ),
        by=by,
    )


def tell_changed(registration: Registration, *, by) -> None:
    """Somebody, that the secretariat has changed what they have."""
    _tell(registration, lambda: _("The secretariat has changed your registration"), by)


def tell_taken_off(registration: Registration, part: Part | None, *, by) -> None:
    """Somebody, that they do not stand in a line any more; without a part it was the seats'."""
    _tell(
        registration,
        lambda: (
            _("You are not on the waiting list any more: %(title)s")
            % {"title": part.name if part is not None else registration.conference.title}
        ),
        by,
    )


def _tell(registration: Registration, title, by) -> None:
    if registration.person is None:
        return
    tell(
        [registration.person],
        kind="conference_desk",
        title=title,
        url=reverse("conference:receipt", args=[registration.pk]),
        by=by,
    )
