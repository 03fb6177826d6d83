"""What the person has read and looked through."""

from django.utils.translation import gettext_lazy as _

from .sources import Chapter, Column, Source, by

#: What somebody has written about a guide, and what the secretariat has answered.
_WORD = (
    Column("words", _("What you wrote")),
    Column("created_at", _("When")),
    Column("reply", _("The secretariat’s answer")),
    Column("reply_words", _("In its words")),
    Column("replied_at", _("Answered")),
)

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
        Source(
            "library.Edition",
            _("Texts you have locked while you write"),
            by("locked_by"),
            (Column("guide.full_title", _("Title")), Column("locked_at", _("When"))),
            related=("guide",),
        ),
        Source(
            "library.EditionFile",
            _("Files you have put beside a text that is being written"),
            by("changed_by"),
            (Column("title", _("Title")), Column("changed_at", _("When"))),
        ),
        Source(
            "transfer.Export",
            _("Exports of the library you have asked for"),
            by("asked_by"),
            (Column("asked_at", _("When")),),
            order="-asked_at",
        ),
        Source(
            "transfer.Batch",
            _("Files you have sent to be brought into the library"),
            by("asked_by"),
            (Column("name", _("Name")), Column("asked_at", _("When"))),
            order="-asked_at",
        ),
        Source(
            "transfer.Batch",
            _("What you have brought into the library"),
            by("brought_by"),
            (Column("name", _("Name")), Column("asked_at", _("When"))),
            order="-asked_at",
        ),
        Source(
            "shelves.OwnList",
            _("Your lists"),
            by("person"),
            (Column("name", _("Name")), Column("created_at", _("Made"))),
        ),
        Source(
            "shelves.Kept",
            _("What is on your lists"),
            by("own_list__person"),
            (
                Column("own_list.name", _("List")),
                Column("guide.full_title", _("Title")),
                Column("created_at", _("When")),
            ),
            related=("own_list", "guide"),
        ),
        Source(
            "shelves.TopicWatch",
            _("Topics of the library you hear of"),
            by("person"),
            (Column("topic.name", _("Topic")),),
            related=("topic",),
        ),
        Source(
            "klarret.Wish",
            _("The guide you would like in a national edition"),
            by("person"),
            (Column("guide.full_title", _("Title")), Column("created_at", _("When"))),
            related=("guide",),
        ),
        Source(
            "klarret.Offer",
            _("Where you have offered to write along"),
            by("person"),
            (Column("guide.full_title", _("Title")), *_WORD),
            related=("guide",),
            order="-created_at",
        ),
        Source(
            "klarret.Difference",
            _("What you have said is different in your municipality"),
            by("person"),
            (
                Column("guide.full_title", _("Title")),
                Column("municipality.name", _("Municipality")),
                *_WORD,
            ),
            related=("guide", "municipality"),
            order="-created_at",
        ),
    ),
)
