"""What the person has done here: written, answered, signed up, read."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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

MINUTES = (
    Source(
        "minutes.Attendance",
        _("Meetings you were at"),
        by("person"),
        (
            Column("meeting.title", _("Meeting")),
            Column("meeting.starts_at", _("When")),
            Column("came", _("Came")),
            Column("at", _("Ticked")),
        ),
        related=("meeting",),
    ),
    Source(
        "minutes.Attendance",
        _("Attendance you have ticked"),
        by("ticked_by"),
        # Who came is another person's data.
        (Column("meeting.title", _("Meeting")), Column("at", _("Ticked"))),
        related=("meeting",),
    ),
    Source(
        "minutes.ToDo",
        _("To-dos you have taken on"),
        by("owner"),
        (
            Column("text", _("To-do")),
            Column("section.minutes.meeting.title", _("Meeting")),
            Column("due_on", _("Due on")),
            Column("done_at", _("Done")),
        ),
        related=("section__minutes__meeting",),
    ),
    Source(
        "minutes.Comment",
        _("Your comments on minutes"),
        by("author"),
        (
            Column("section.minutes.meeting.title", _("Meeting")),
            Column("section.title", _("Point")),
            Column("text", _("Text")),
            Column("created_at", _("Written")),
        ),
        related=("section__minutes__meeting",),
    ),
    Source(
        "minutes.Minutes",
        _("Minutes you have helped to write"),
        by("co_writer"),
        (Column("meeting.title", _("Meeting")), Column("begun_at", _("Begun"))),
        related=("meeting",),
    ),
    *(
        Source(
            "minutes.Section",
            heading,
            by(field),
            (
                Column("minutes.meeting.title", _("Meeting")),
                Column("title", _("Point")),
                Column(when, _("When")),
            ),
            related=("minutes__meeting",),
        )
        for field, when, heading in (
            ("saved_by", "saved_at", _("Points of minutes you have written in last")),
            ("claimed_by", "claimed_at", _("Points of minutes you are writing in")),
        )
    ),
    Source(
        "minutes.Addendum",
        _("Addenda you have written to minutes"),
        by("written_by"),
        (
            Column("minutes.meeting.title", _("Meeting")),
            Column("text", _("Text")),
            Column("at", _("Written")),
        ),
        related=("minutes__meeting",),
    ),
)


def _attended(certificate, _person) -> str:
    return "; ".join(f"{each.day} {each.hours} {each.title}".strip() for each in certificate.days)


EVENTS = Chapter(
    _("Meetings and annual conference"),
    (
        Source(
            "material.Material",
            _("Material you have added to meetings and courses"),
            by("added_by"),
            (
                Column("occasion.title", _("Meeting or course")),
                Column("title", _("Title")),
                Column("about", _("Description")),
                Column("name", _("File")),
                Column("file", _("Address"), lambda row, _person: row.get_absolute_url()),
                Column("kind", _("Kind")),
                Column("size", _("Bytes")),
                Column("words", _("Text in it")),
                Column("link", _("Link")),
                Column("added_at", _("Added")),
            ),
            related=("meeting", "course", "guide"),
            files=("file",),
        ),
        Source(
            "calendar.CalendarKey",
            _("The addresses of your calendars"),
            by("person"),
            (Column("group.name", _("Group")), Column("created_at", _("Made"))),
            related=("group",),
        ),
        Source(
            "meetings.SignUp",
            _("Your answers to meetings"),
            by("person"),
            (
                Column("meeting.title", _("Meeting")),
                Column("meeting.starts_at", _("When")),
                Column("state", _("Answer")),
                Column("way", _("How")),
                Column("word", _("What you wrote with your regrets")),
                Column("diet", _("Diet")),
                Column("diet_text", _("Other wishes for the meal")),
                Column("waiting_since", _("On the waiting list since")),
                Column("offered_until", _("Seat held until")),
                Column("reminded_at", _("Reminded")),
                Column("link_sent_at", _("Link sent")),
                Column("created_at", _("First answered")),
                Column("changed_at", _("Last answered")),
            ),
            related=("meeting",),
        ),
        Source(
            "meetings.Guest",
            _("Guests you bring to meetings"),
            by("signup__person"),
            (
                Column("signup.meeting.title", _("Meeting")),
                Column("name", _("Guest")),
                Column("municipality.name", _("Municipality")),
                Column("created_at", _("Announced")),
            ),
            related=("signup__meeting", "municipality"),
        ),
        Source(
            "meetings.Silence",
            _("Mails about meetings that you have left"),
            by("person"),
            (Column("group.name", _("Group")), Column("what", _("Which ones"))),
            related=("group",),
        ),
        Source(
            "certificates.Attendance",
            _("Your attendance at courses"),
            by("person"),
            (
                Column("date.course.title", _("Course")),
                Column("date.starts_at", _("When")),
                Column("came", _("Came")),
                Column("at", _("Ticked")),
            ),
            related=("date__course",),
        ),
        Source(
            "certificates.Attendance",
            _("Attendance at courses that you have ticked"),
            by("ticked_by"),
            (Column("date.course.title", _("Course")), Column("at", _("Ticked"))),
            related=("date__course",),
        ),
        Source(
            "certificates.Certificate",
            _("Your certificates"),
            by("person"),
            (
                Column("number", _("Number")),
                Column("name", _("Name")),
                Column("title", _("Course")),
                Column("attended", _("Dates"), via=_attended),
                Column("teachers", _("Teachers")),
                Column("issued_at", _("Issued")),
                Column("withdrawn_at", _("Withdrawn")),
                Column("withdrawn_because", _("Why it was withdrawn")),
            ),
        ),
        Source(
            "certificates.Certificate",
            _("Certificates that you have issued"),
            by("issued_by"),
            (Column("title", _("Course")), Column("issued_at", _("Issued"))),
        ),
        Source(
            "certificates.Certificate",
            _("Certificates that you have withdrawn"),
            by("withdrawn_by"),
            (Column("title", _("Course")), Column("withdrawn_at", _("Withdrawn"))),
        ),
        Source(
            "evaluations.Receipt",
            _("Evaluations that you have answered"),
            by("person"),
            (Column("evaluation.subject", _("About")),),
            related=("evaluation",),
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
                Column("text", _("A few words with it")),
                Column("meeting.title", _("Meeting")),
                Column("meeting.starts_at", _("When")),
            ),
            related=("meeting",),
        ),
        Source(
            "courses.Enrolment",
            _("Courses you have signed up for"),
            by("person"),
            (
                Column("course.title", _("Course")),
                Column("course.starts_at", _("Begins")),
                Column("place", _("Answer")),
                Column("waiting_since", _("On the waiting list since")),
                Column("offered_until", _("Seat held until")),
                Column("reminded_at", _("Reminded")),
                Column("created_at", _("First answered")),
                Column("changed_at", _("Last answered")),
            ),
            related=("course",),
        ),
        Source(
            "courses.Teacher",
            _("Courses you teach"),
            by("person"),
            (
                Column("course.title", _("Course")),
                Column("course.starts_at", _("Begins")),
                Column("title", _("Title")),
            ),
            related=("course",),
        ),
        Source(
            "courses.Course",
            _("Courses you have planned"),
            by("planned_by"),
            (Column("title", _("Course")), Column("starts_at", _("Begins"))),
            order="-starts_at",
        ),
        *MINUTES,
        Source(
            "meetings.Proposal",
            _("Points you have proposed for an agenda"),
            by("person"),
            (
                Column("title", _("Point")),
                Column("text", _("A few words with it")),
                Column("meeting.title", _("Meeting")),
                Column("created_at", _("Proposed")),
            ),
            related=("meeting",),
        ),
        Source(
            "polls.Choice",
            _("When you have said that you can meet"),
            by("reply__person"),
            (
                Column("reply.poll.title", _("Date poll")),
                Column("slot.starts_at", _("When")),
                Column("says", _("Answer")),
            ),
            related=("reply__poll", "slot"),
        ),
        Source(
            "polls.Reply",
            _("Date polls you have been asked in"),
            by("person"),
            (
                Column("poll.title", _("Date poll")),
                Column("asked_at", pgettext_lazy("who has been", "Asked")),
                Column("reminded_at", _("Reminded")),
                Column("answered_at", _("Last answered")),
                Column("word", _("A word with it")),
            ),
            related=("poll",),
        ),
        Source(
            "polls.Poll",
            _("Date polls you have made"),
            by("asked_by"),
            (Column("title", _("Date poll")), Column("created_at", _("Made"))),
        ),
        Source(
            "polls.Proposal",
            _("Meetings to which you said yes to the date"),
            by("person"),
            (
                Column("meeting.title", _("Meeting")),
                Column("proposed_at", _("When")),
                Column("told_at", _("Asked whether you are signed up")),
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
    ),
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
    ),
)
