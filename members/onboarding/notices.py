"""Whom an onboarding tells, and in which words. Titles and links only: who it is about stands in the
portal."""

from django.urls import reverse
from django.utils.translation import gettext as _

from members.people.enums import Permission
from members.people.queries import holders
from members.people.rules import begins_later
from portal.notices.flows import Mail, tell

from .models import BuddyAsk, IntroSlot, Onboarding
from .queries import home_of


def asked(ask: BuddyAsk, *, by) -> None:
    """The member who might be the buddy."""
    place = _place_of(ask.onboarding)
    tell(
        [ask.person],
        kind="buddy-asked",
        title=lambda: _("Would you be the buddy of a new member in %(place)s?") % {"place": place},
        url=reverse("onboarding:ask", args=[ask.pk]),
        mail=Mail("onboarding/mail/asked", {"place": place}),
        # Also when the newcomer's own deed caused it, and the one who is asked acted for them.
        by=None if getattr(by, "pk", None) == ask.person_id else by,
    )


def introduced(onboarding: Onboarding) -> None:
    """Newcomer and buddy, each of the other. Both, whoever of them has just said yes."""
    tell(
        [onboarding.person],
        kind="buddy-found",
        title=lambda: _("You have a buddy"),
        # Before the first day the page that names it names the buddy, too; later it leads on.
        url=reverse("home_soon" if begins_later(onboarding.person) else "onboarding:mine"),
        mail=Mail("onboarding/mail/introduced", {"newcomer": True}),
        by=None,
    )
    if onboarding.buddy is not None:
        tell(
            [onboarding.buddy],
            kind="buddy-found",
            title=lambda: _("You are a new member's buddy: here is how to reach them"),
            url=reverse("onboarding:helping"),
            mail=Mail("onboarding/mail/introduced", {"newcomer": False}),
            by=None,
        )


def buddy_left(onboarding: Onboarding, *, by) -> None:
    """The newcomer, who stands without a buddy for a while."""
    tell(
        [onboarding.person],
        kind="buddy-left",
        title=lambda: _("Your buddy is no longer in the network, and we are finding another one"),
        url=reverse("onboarding:mine"),
        by=by,
    )


def nobody_left(onboarding: Onboarding, *, by) -> None:
    """The secretariat, when nobody is left to ask. Also the one whose click it was: nothing else tells."""
    place = _place_of(onboarding)
    tell(
        holders(Permission.MANAGE_MEMBERS),
        kind="buddy-missing",
        title=lambda: (
            _("Nobody is left to ask: a new member in %(place)s has no buddy") % {"place": place}
        ),
        url=reverse("onboarding_desk:person", args=[onboarding.pk]),
        mail=Mail("onboarding/mail/nobody_left", {"place": place}),
        by=None,
    )


def next_step(onboarding: Onboarding, *, step: str, by) -> None:
    """The newcomer who has come no further."""
    tell(
        [onboarding.person],
        kind="onboarding-step",
        title=lambda: _("Your next step in the network: %(step)s") % {"step": step},
        url=reverse("onboarding:mine"),
        mail=Mail("onboarding/mail/next_step", {"step": step}),
        by=by,
    )


def check_due(onboarding: Onboarding, *, after: int, by) -> None:
    """The secretariat, on the day on which somebody should ask how it goes."""
    place = _place_of(onboarding)
    tell(
        holders(Permission.MANAGE_MEMBERS),
        kind="onboarding-check",
        title=lambda: (
            _("Ask the new member in %(place)s how it goes: %(days)s days have passed")
            % {"place": place, "days": after}
        ),
        url=reverse("onboarding_desk:person", args=[onboarding.pk]),
        by=by,
    )


def slot_booked(slot: IntroSlot, *, by) -> None:
    """The one who holds the meeting."""
    _host(slot, "slot-booked", lambda: _("A new member has booked an introductory meeting"), by)


def slot_given_back(slot: IntroSlot, *, by) -> None:
    _host(slot, "slot-free", lambda: _("An introductory meeting has been given back"), by)


def _host(slot: IntroSlot, kind: str, title, by) -> None:
    if slot.host is not None:
        tell([slot.host], kind=kind, title=title, url=reverse("onboarding_desk:slots"), by=by)


def _place_of(onboarding: Onboarding) -> str:
    home = home_of(onboarding.person_id)
    return home.name if home else ""
