"""What the person has done here: written, answered, signed up, read."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.ui import prose

from .sources import Chapter, Column, Mine, Source, by


def _body(row, _person) -> str:
    return prose.plain(row.body)


WRITTEN = Chapter(
    _("What you have written"),
    (
        Source(
            "questions.Question",
            _("Your questions"),
            by("author"),
            (
                Column("title", _("Question")),
                Column("body", _("Text"), _body),
                Column("anonymous", _("Anonymous")),
                Column("created_at", _("Written")),
            ),
        ),
        Source(
            "questions.Answer",
            _("Your answers"),
            by("author"),
            (
                Column("question.title", _("Question")),
                Column("body", _("Text"), _body),
                Column("anonymous", _("Anonymous")),
                Column("created_at", _("Written")),
            ),
            related=("question",),
        ),
        Source(
            "questions.Comment",
            _("Your comments"),
            by("author"),
            (
                Column("answer.question.title", _("Question")),
                Column("text", _("Text")),
                Column("anonymous", _("Anonymous")),
                Column("created_at", _("Written")),
            ),
            related=("answer__question",),
        ),
        Source(
            "questions.Draft",
            _("What you are writing"),
            by("owner"),
            (
                Column("question.title", _("Answer to")),
                Column("title", _("Question")),
                Column("body", _("Text"), _body),
                Column("anonymous", _("Anonymous")),
                Column("saved_at", _("Saved")),
            ),
            related=("question",),
        ),
        Source(
            "questions.Attachment",
            _("Files you have attached"),
            Mine(
                ("draft", "question", "answer"),
                lambda person: (
                    Q(draft__owner=person) | Q(question__author=person) | Q(answer__author=person)
                ),
            ),
            (
                Column("name", _("File")),
                Column("file", _("Address"), lambda row, _person: row.get_absolute_url()),
                Column("kind", _("Kind")),
                Column("size", _("Bytes")),
                Column("words", _("Text in it")),
                Column("added_at", _("Attached")),
            ),
        ),
        Source(
            "questions.Answer",
            _("Answers you have confirmed"),
            by("confirmed_by"),
            (
                Column("question.title", _("Question")),
                Column("confirmed_at", _("Confirmed")),
            ),
            related=("question",),
        ),
        Source(
            "questions.HelpfulMark",
            _("Answers you found helpful"),
            by("person"),
            (Column("answer.question.title", _("Question")),),
            related=("answer__question",),
        ),
        Source(
            "questions.Follow",
            _("Questions you follow"),
            by("person"),
            (
                Column("question.title", _("Question")),
                Column("level", _("How soon you hear")),
                Column("seen_at", _("Last seen")),
            ),
            related=("question",),
        ),
        Source(
            "questions.Bookmark",
            _("Questions you have saved"),
            by("person"),
            (Column("question.title", _("Question")), Column("created_at", _("Saved"))),
            related=("question",),
        ),
        Source(
            "questions.Claim",
            _("Answers you have said you are writing"),
            by("person"),
            (
                Column("question.title", _("Question")),
                Column("anonymous", _("Anonymous")),
                Column("until", _("Until")),
            ),
            related=("question",),
        ),
        Source(
            "following.TopicFollow",
            _("Topics you follow"),
            by("person"),
            (Column("topic.name", _("Topic")), Column("level", _("How soon you hear"))),
            related=("topic",),
        ),
        Source(
            "following.Waiting",
            _("News that waits for your next gathered letter"),
            by("person"),
            (Column("question.title", _("Question")), Column("since", _("When"))),
            related=("question",),
        ),
        Source(
            "following.DigestMark",
            _("Your gathered letters"),
            by("person"),
            (Column("told_until", _("You have been told until")),),
        ),
        Source(
            "following.FeedKey",
            _("The address of your feed"),
            by("person"),
            (Column("created_at", _("Made")),),
        ),
    ),
)

EVENTS = Chapter(
    _("Meetings and annual conference"),
    (
        Source(
            "meetings.SignUp",
            _("Your answers to meetings"),
            by("person"),
            (
                Column("meeting.title", _("Meeting")),
                Column("meeting.starts_at", _("When")),
                Column("state", _("Answer")),
                Column("created_at", _("First answered")),
                Column("changed_at", _("Last answered")),
            ),
            related=("meeting",),
        ),
        Source(
            "meetings.Meeting",
            _("Meetings you have planned"),
            by("planned_by"),
            (Column("title", _("Meeting")), Column("starts_at", _("When"))),
            order="-starts_at",
        ),
        Source(
            "meetings.AgendaItem",
            _("Points on an agenda that are yours"),
            by("owner"),
            (
                Column("title", _("Point")),
                Column("meeting.title", _("Meeting")),
                Column("meeting.starts_at", _("When")),
            ),
            related=("meeting",),
        ),
        Source(
            "conference.Registration",
            _("Your registrations for the annual conference"),
            by("person"),
            (
                Column("conference.title", _("Annual conference")),
                Column("state", _("State")),
                Column("created_at", _("Registered")),
                Column("cancelled_at", _("Cancelled")),
                Column("payer.name", _("Payer")),
                Column("ean", _("EAN number")),
                Column("payer_reference", _("Reference")),
                Column("order_number", _("Order number")),
                Column("diet", _("Diet")),
                Column("needs", _("Needs")),
            ),
            related=("conference", "payer"),
        ),
        Source(
            "conference.SessionChoice",
            _("Your choices of sessions at the annual conference"),
            by("registration__person"),
            (
                Column("session.title", _("Session")),
                Column("session.conference.title", _("Annual conference")),
                Column("chosen_at", _("Chosen")),
            ),
            related=("session__conference",),
            order="-chosen_at",
        ),
    ),
)

LIBRARY = Chapter(
    _("Library"),
    (
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
