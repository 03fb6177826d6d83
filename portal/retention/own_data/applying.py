"""About the person's way in: applications, what was written of them, and what was decided."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .sources import Chapter, Column, Mine, Source, by

#: An application is its address's until it has led to an account.
OWN_APPLICATIONS = Mine(
    ("person",),
    lambda person: Q(person=person) | Q(person__isnull=True, email_key=person.email_key),
)
#: What hangs on one's own application goes where the application goes.
OF_OWN_APPLICATIONS = Mine(
    ("application",),
    lambda person: (
        Q(application__person=person)
        | Q(application__person__isnull=True, application__email_key=person.email_key)
    ),
)
#: A draft is not a letter yet.
SENT_ABOUT_OWN_APPLICATIONS = Mine(
    ("application",),
    lambda person: OF_OWN_APPLICATIONS.condition(person) & Q(sent_at__isnull=False),
)


APPLICATION = Chapter(
    _("Application"),
    (
        # --- municipalities, attachment, questions and answers (members.admission)
        Source(
            "admission.Function",
            _("The functions in your applications"),
            OF_OWN_APPLICATIONS,
            (
                Column("municipality.name", _("Municipality")),
                Column("form", _("The function is placed")),
                Column("since", _("In the post since")),
                Column("fte", _("Staff in full-time equivalents")),
                Column("head", _("Head of the function")),
                Column("rules_url", _("The municipality's rules")),
            ),
            related=("municipality",),
        ),
        Source(
            "admission.Attachment",
            _("What you attached to your applications"),
            OF_OWN_APPLICATIONS,
            (
                Column("name", _("Name")),
                Column("file", _("Kept as"), lambda row, _person: row.file.name),
                Column("size", _("Bytes")),
                Column("added_at", _("Attached")),
            ),
            files=("file",),
        ),
        Source(
            "admission.Exchange",
            _("What you were asked about your applications"),
            OF_OWN_APPLICATIONS,
            (
                Column("kind", _("Kind")),
                Column("text", _("What was asked")),
                Column("asked_at", _("Asked")),
                Column("due_on", _("Due on")),
                Column("answer", _("Your answer")),
                Column("answered_at", _("Answered")),
                Column("closed_at", _("Closed without an answer")),
            ),
        ),
        Source(
            "admission.Exchange",
            _("What you have asked applicants"),
            by("asked_by"),
            (
                # Whom, and what, is another person's data.
                Column("kind", _("Kind")),
                Column("asked_at", _("Asked")),
            ),
        ),
        # --- letters, notes and vouching (members.vetting)
        Source(
            "vetting.Letter",
            _("Letters to you about your applications"),
            SENT_ABOUT_OWN_APPLICATIONS,
            (
                Column("sent_at", _("Sent")),
                Column("recipient", _("Recipient")),
                Column("subject", _("Subject")),
                Column("body", _("Letter")),
                Column("text", _("Own words in it")),
                Column("remedy", _("What you may do about it")),
            ),
        ),
        Source(
            "vetting.Decision",
            _("Decisions on your applications"),
            OF_OWN_APPLICATIONS,
            (
                Column("outcome", _("Outcome")),
                Column("decided_at", _("Decided")),
                Column("text", _("Reasons")),
                Column("remedy", _("What you may do about it")),
            ),
        ),
        Source(
            "vetting.Note",
            _("The secretariat's notes about your applications"),
            OF_OWN_APPLICATIONS,
            (Column("text", _("Note")), Column("written_at", _("Written"))),
        ),
        Source(
            "vetting.Vouching",
            _("What colleagues were asked about your applications"),
            OF_OWN_APPLICATIONS,
            (
                # Which colleague is another person's data.
                Column("asked_at", _("Asked")),
                Column("word", _("Answer")),
                Column("answered_at", _("Answered")),
            ),
        ),
        Source(
            "vetting.Vouching",
            _("Applicants you were asked about"),
            by("member"),
            (
                # Who applied is another person's data.
                Column("asked_at", _("Asked")),
                Column("word", _("Your answer")),
                Column("answered_at", _("Answered")),
            ),
        ),
        *(
            Source(
                f"vetting.{model}",
                heading,
                by(field),
                # Whom it was about is another person's data.
                (Column(day, label),),
            )
            for model, field, heading, day, label in (
                ("Letter", "drafted_by", _("Letters you have written"), "drafted_at", _("Written")),
                ("Note", "written_by", _("Notes you have written"), "written_at", _("Written")),
                ("Vouching", "asked_by", _("Colleagues you have asked"), "asked_at", _("Asked")),
                ("Decision", "decided_by", _("Cases you have decided"), "decided_at", _("Decided")),
                (
                    "Decision",
                    "co_signed_by",
                    _("Decisions you have signed as the second person"),
                    "decided_at",
                    _("Decided"),
                ),
                (
                    "Signature",
                    "signed_by",
                    _("Your signatures as the second person"),
                    "signed_at",
                    _("Signed"),
                ),
                (
                    "LetterText",
                    "written_by",
                    _("Letters' texts you have written"),
                    "written_at",
                    _("Written"),
                ),
            )
        ),
        Source(
            "admission.Application",
            _("Your applications"),
            OWN_APPLICATIONS,
            (
                Column("email", _("E-mail")),
                Column("name", _("Name")),
                Column("title", _("Job title")),
                Column("phone", _("Phone")),
                Column("municipality.name", _("Municipality")),
                Column("role", _("Role")),
                Column("motivation", _("What you wrote")),
                Column("consented_at", _("Consent given")),
                Column("email_confirmed_at", _("Address confirmed")),
                Column("submitted_at", _("Received")),
                Column("withdrawn_at", _("Withdrawn")),
                Column("welcomed_at", _("Bid welcome")),
                Column("joined_at", _("Joined with another")),
                Column("joined_to_id", _("Joined with")),
                Column("rules_version", _("Version of the rules")),
                Column("state", _("State")),
                Column("decided_at", _("Decided")),
            ),
            related=("municipality",),
        ),
        Source(
            "admission.MembershipRules",
            _("Rules of membership you have published"),
            by("published_by"),
            (Column("number", _("Version")), Column("published_at", _("Published"))),
        ),
        Source(
            "admission.Invitation",
            _("Invitations"),
            by("person"),
            (
                Column("created_at", _("Sent")),
                Column("expires_at", _("Valid until")),
                Column("used_at", _("Used")),
                Column("replaced_at", _("Replaced by a newer one")),
            ),
        ),
        Source(
            "admission.Application",
            _("Applications you have vetted"),
            by("vetter"),
            (
                # Who applied is another person's data.
                Column("pk", _("Number")),
                Column("municipality.name", _("Municipality")),
                Column("state", _("State")),
                Column("decided_at", _("Decided")),
            ),
            related=("municipality",),
        ),
    ),
)
