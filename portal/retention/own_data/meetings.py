"""Meetings and courses the person has planned, come to and written minutes of, and the annual conference."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from . import billing, certificates, conference, days
from .sources import Chapter, Column, Source, by

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
        *certificates.SOURCES,
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
        *conference.SOURCES,
        *billing.SOURCES,
        *days.SOURCES,
    ),
)
