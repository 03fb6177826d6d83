"""What the person has read and looked through."""

from django.utils.translation import gettext_lazy as _

from .sources import Chapter, Column, Source, by

LIBRARY = Chapter(
    _("Library"),
    (
        Source(
            "library.Draft",
            _("Drafts you have looked through before they were published"),
            by("checked_by"),
            (Column("title", _("Title")), Column("checked_at", _("When"))),
            order="-checked_at",
        ),
        Source(
            "library.ReadReceipt",
            _("What you have opened"),
            by("person"),
            (
                Column("version.edition.guide.full_title", _("Title")),
                Column("version.number", _("Version")),
                Column("read_at", _("Opened")),
            ),
            related=("version__edition__guide",),
            order="-read_at",
        ),
    ),
)
