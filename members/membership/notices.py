"""Whom a membership's turns concern, and in which words.

A title stays behind other people's bells, so it names nobody who has left; a letter to the person's own
address does.
"""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.people.enums import Permission
from members.people.models import Absence, Suspension, User
from members.people.queries import holders
from portal.kit import dates
from portal.notices.flows import Mail, send_letter, tell

from .models import HandOver


def duties_to_hand_over(count: int, *, by) -> None:
    """The secretariat: somebody leaves who did things for others."""
    tell(
        holders(Permission.MANAGE_MEMBERS),
        kind="duties-to-hand-over",
        title=lambda: (
            ngettext(
                "A member has left: %(count)d duty is to be handed over",
                "A member has left: %(count)d duties are to be handed over",
                count,
            )
            % {"count": count}
        ),
        url=reverse("people_desk:hand_overs"),
        by=by,
    )


def duty_taken_over(hand_over: HandOver, *, by) -> None:
    """The one who has it now."""
    if hand_over.to is not None:
        tell(
            [hand_over.to],
            kind="duty-taken-over",
            title=lambda: _("You have taken over: %(duty)s") % {"duty": hand_over.words},
            url=hand_over.url or reverse("membership:mine"),
            by=by,
        )


def left(person: User, day: date, *, by) -> None:
    """The one who leaves: when, and what stays of them."""
    send_letter(
        person.email,
        mail=Mail(
            "membership/mail/left",
            {
                "url": reverse("membership:mine"),
                "day": dates.long_date(day, person.language),
                "keeps_name": person.name_after == "name",
            },
        ),
        to=person,
        by=by,
    )


def _letter(template: str, person: User, *, by, **facts) -> None:
    """A letter to somebody's own address, with the way to their own page."""
    send_letter(
        person.email,
        mail=Mail(f"membership/mail/{template}", {"url": reverse("membership:mine"), **facts}),
        to=person,
        by=by,
    )


def hearing(suspension: Suspension, *, by) -> None:
    """The member: what is considered, where the reasons stand, and by when to answer."""
    assert suspension.due_on is not None, "a hearing has its day"
    day = dates.long_date(suspension.due_on, suspension.person.language)
    _letter("hearing", suspension.person, by=by, day=day)


def hearing_answered(*, by) -> None:
    """The secretariat: a member has answered."""
    tell(
        holders(Permission.MANAGE_MEMBERS),
        kind="hearing-answered",
        title=lambda: _("A member has answered in a hearing about suspension"),
        url=reverse("people_desk:suspensions"),
        by=by,
    )


def suspended(suspension: Suspension, *, by) -> None:
    """The member: the network is closed to them."""
    _letter("suspended", suspension.person, by=by)


def lifted(suspension: Suspension, *, by) -> None:
    """The member: they are let in again, or it comes to nothing."""
    was_in_force = suspension.in_force_at is not None
    _letter("lifted", suspension.person, by=by, was_in_force=was_in_force)


def stands_in(absence: Absence, *, by) -> None:
    """The deputy, for whom and until when."""
    if absence.deputy is not None:
        tell(
            [absence.deputy],
            kind="stands-in",
            title=lambda: _("You stand in for a colleague on leave"),
            url=reverse("directory:person", args=[absence.person_id]),
            by=by,
        )


def readmitted(person: User, starts_on: date | None, *, by) -> None:
    """The one who is back."""
    day = dates.long_date(starts_on, person.language) if starts_on else ""
    _letter("readmitted", person, by=by, day=day)


def corrected(person: User, *, by) -> None:
    """The one whose profile the secretariat has put right."""
    tell(
        [person],
        kind="profile-corrected",
        title=lambda: _("The secretariat has corrected your profile"),
        url=reverse("directory:me"),
        mail=Mail("membership/mail/corrected"),
        by=by,
    )
