"""The conference's days: badge, when one came and ate, and helping at the door."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .sources import Column, Mine, Source, by

SOURCES = (
    Source(
        "check_in.Badge",
        _("Your badge at the annual conference"),
        by("registration__person"),
        (
            Column("registration.conference.title", _("Annual conference")),
            Column("token", _("Code")),
            Column("printed_at", _("Printed")),
        ),
        related=("registration__conference",),
    ),
    Source(
        "check_in.Badge",
        _("Badges that you have printed"),
        by("printed_by"),
        # Whose they are is another person's data.
        (
            Column("registration.conference.title", _("Annual conference")),
            Column("printed_at", _("Printed")),
        ),
        related=("registration__conference",),
    ),
    Source(
        "check_in.CheckIn",
        _("When you came and ate at the annual conference"),
        by("registration__person"),
        (
            Column("conference.title", _("Annual conference")),
            Column("part.name", _("Meal")),
            Column("at", _("When")),
        ),
        related=("conference", "part__session"),
    ),
    Source(
        "check_in.CheckIn",
        _("Whom you have checked in: when"),
        by("by"),
        (Column("conference.title", _("Annual conference")), Column("at", _("When"))),
        related=("conference",),
    ),
    Source(
        "check_in.Deed",
        _("What was done about you at the door, and what you have done there"),
        Mine(("by",), lambda person: Q(by=person) | Q(registration__person=person)),
        (
            Column("door.conference.title", _("Annual conference")),
            Column("is_in", _("Let in")),
            Column("at", _("When")),
            Column("heard_at", _("Heard of")),
            Column("uid", _("Number")),
        ),
        related=("door__conference",),
    ),
    Source(
        "check_in.Helper",
        _("Where you help at the door"),
        by("person"),
        (
            Column("conference.title", _("Annual conference")),
            Column("named_at", _("Asked on")),
        ),
        related=("conference",),
    ),
    Source(
        "check_in.Helper",
        _("Whom you have asked to help at the door"),
        by("named_by"),
        (
            Column("conference.title", _("Annual conference")),
            Column("named_at", _("Asked on")),
        ),
        related=("conference",),
    ),
)
