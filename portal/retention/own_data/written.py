"""What the person has written: questions and answers, and what belongs to them."""

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
                Column("question.shown_title", _("Question")),
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
                Column("answer.question.shown_title", _("Question")),
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
            files=("file",),
        ),
        Source(
            "questions.Answer",
            _("Answers you have confirmed"),
            by("confirmed_by"),
            (
                Column("question.shown_title", _("Question")),
                Column("confirmed_at", _("Confirmed")),
            ),
            related=("question",),
        ),
        Source(
            "questions.HelpfulMark",
            _("Answers you found helpful"),
            by("person"),
            (Column("answer.question.shown_title", _("Question")),),
            related=("answer__question",),
        ),
        Source(
            "questions.Follow",
            _("Questions you follow"),
            by("person"),
            (
                Column("question.shown_title", _("Question")),
                Column("level", _("How soon you hear")),
                Column("seen_at", _("Last seen")),
            ),
            related=("question",),
        ),
        Source(
            "questions.Bookmark",
            _("Questions you have saved"),
            by("person"),
            (Column("question.shown_title", _("Question")), Column("created_at", _("Saved"))),
            related=("question",),
        ),
        Source(
            "questions.Claim",
            _("Answers you have said you are writing"),
            by("person"),
            (
                Column("question.shown_title", _("Question")),
                Column("anonymous", _("Anonymous")),
                Column("until", _("Until")),
            ),
            related=("question",),
        ),
        Source(
            "moderation.Report",
            _("What you have told the secretariat about texts in the forum"),
            by("person"),
            (
                Column("reason", _("What is wrong")),
                Column("word", _("A word about it")),
                Column("created_at", _("Written")),
                Column("case.state", _("State")),
                Column("case.outcome", _("What came of it")),
                Column("case.note", _("The secretariat's word")),
            ),
            related=("case",),
        ),
        Source(
            "moderation.Case",
            _("Reported texts you have looked at"),
            by("assignee"),
            (
                Column("pk", _("Number")),
                Column("state", _("State")),
                Column("outcome", _("What came of it")),
                Column("note", _("The secretariat's word")),
            ),
        ),
        Source(
            "moderation.Consent",
            _("Whether others may read what you have written"),
            by("person"),
            (
                Column("move.asked_at", _("Asked")),
                Column("said", _("Your answer")),
                Column("said_at", _("Answered")),
            ),
            related=("move",),
        ),
        Source(
            "moderation.Move",
            _("Questions you have wanted to move"),
            by("asked_by"),
            (
                Column("question.shown_title", _("Question")),
                Column("reason", _("Why")),
                Column("asked_at", _("When")),
                Column("state", _("State")),
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
            "waiting.Volunteer",
            _("Topics you help with"),
            by("person"),
            (Column("topic.name", _("Topic")),),
            related=("topic",),
        ),
        Source(
            "following.Waiting",
            _("News that waits for your next gathered letter"),
            by("person"),
            (Column("question.shown_title", _("Question")), Column("since", _("When"))),
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
