"""The annual conference: seats, parts, a shared room, and what the desk has written."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .sources import Column, Mine, Source, by

SOURCES = (
    Source(
        "conference.Registration",
        _("Your registrations for the annual conference"),
        by("person"),
        (
            Column("conference.title", _("Annual conference")),
            Column("state", _("State")),
            Column("created_at", _("Registered")),
            Column("waiting_since", _("On the waiting list since")),
            Column("offered_until", _("Seat held until")),
            Column("cancelled_at", _("Cancelled")),
            Column("registered_by.name", _("Registered by")),
            Column("payer.name", _("Payer")),
            Column("ean", _("EAN number")),
            Column("payer_reference", _("Reference")),
            Column("order_number", _("Order number")),
            Column("diet_choice", _("Diet")),
            Column("diet", _("Allergies and other wishes")),
            Column("needs", _("Needs")),
            Column("emergency_name", _("Whom we call")),
            Column("emergency_phone", _("Their phone")),
            Column("on_list", _("On the participants' list")),
            Column("in_photos", _("May be in photos")),
            Column("room", _("Room")),
        ),
        related=("conference", "payer", "registered_by"),
    ),
    Source(
        "conference.RoomShare",
        _("Sharing a room at the annual conference"),
        Mine(
            ("asker", "asked"),
            lambda person: Q(asker__person=person) | Q(asked__person=person),
        ),
        (
            Column("asker.person.name", _("Asked by")),
            Column("asked.person.name", _("Asked")),
            Column("asked_at", _("When")),
            Column("agreed_at", _("Agreed")),
        ),
        related=("asker__person", "asked__person"),
        order="-asked_at",
    ),
    Source(
        "conference.Note",
        _("What the secretariat has noted on your registration, and what you have noted"),
        Mine(
            ("written_by",),
            lambda person: Q(written_by=person) | Q(registration__person=person),
        ),
        (
            Column("registration.conference.title", _("Annual conference")),
            Column("text", _("Note")),
            Column("written_by.name", _("Written by")),
            Column("written_at", _("When")),
        ),
        related=("registration__conference", "written_by"),
        order="-written_at",
    ),
    Source(
        "conference.GroupLetter",
        _("Letters to participants that you have sent"),
        by("sent_by"),
        (
            Column("conference.title", _("Annual conference")),
            Column("subject", _("Subject")),
            Column("body", _("Letter")),
            Column("sent_at", _("When")),
        ),
        related=("conference",),
        order="-sent_at",
    ),
    Source(
        "conference.RegistrationDraft",
        _("Your unsent registration for the annual conference"),
        by("person"),
        (
            Column("conference.title", _("Annual conference")),
            Column("answers", _("What you have typed")),
            Column("changed_at", _("Last changed")),
        ),
        related=("conference",),
    ),
    Source(
        "conference.Booking",
        _("Your sessions, meals and nights at the annual conference"),
        by("registration__person"),
        (
            Column("part.name", _("What")),
            Column("part.conference.title", _("Annual conference")),
            Column("place", _("State")),
            Column("waiting_since", _("On the waiting list since")),
            Column("offered_until", _("Held until")),
            Column("shared", _("In the other one's room")),
            Column("booked_at", _("Chosen")),
        ),
        related=("part__session", "part__conference"),
        order="-booked_at",
    ),
)
