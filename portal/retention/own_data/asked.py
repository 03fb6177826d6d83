"""What the person has asked of their own data, and what they have done with others' requests."""

from django.utils.translation import gettext_lazy as _

from .sources import Chapter, Column, Source, by

REQUESTS = Chapter(
    _("Requests about your own data"),
    (
        Source(
            "retention.DataRequest",
            _("What you have asked for"),
            by("person"),
            (
                Column("kind", _("Asked for")),
                Column("words", _("Your words")),
                Column("received_on", _("Received")),
                Column("made_at", _("Written down")),
                Column("due_on", _("Due on")),
                Column("reminded_at", _("The secretariat reminded")),
                Column("outcome", _("Outcome")),
                Column("answer", _("Answer")),
                Column("closed_at", _("Closed")),
            ),
        ),
        # Whose they are is another person's data.
        Source(
            "retention.DataRequest",
            _("Requests you have written down for others"),
            by("written_by"),
            (Column("pk", _("Number")), Column("made_at", _("Written down"))),
        ),
        Source(
            "retention.DataRequest",
            _("Requests you have answered"),
            by("answered_by"),
            (Column("pk", _("Number")), Column("closed_at", _("Answered"))),
        ),
    ),
)
