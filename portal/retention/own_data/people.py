"""About the person: profile, membership, onboarding, application."""

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.groups.models import Group
from members.people.enums import Audience, Field, Offer

from .sources import Chapter, Column, Mine, Source, by


def _offers(row, _person) -> list[str]:
    return [str(Offer(word).label) for word in row.offers if word in Offer.values]


def _topics(row, _person) -> list[str]:
    return [topic.name for topic in row.expertise.all()]


def _visibility(row, _person) -> list[str]:
    chosen = [field for field in Field if field in row.visibility]
    return [f"{field.label}: {Audience(row.visibility[field]).label}" for field in chosen]


def _part_taken(row, person) -> list[str]:
    deeds = {
        "proposed_by_id": _("proposed"),
        "heard_by_id": _("heard"),
        "in_force_by_id": _("put in force"),
        "lifted_by_id": _("lifted"),
    }
    return [str(words) for name, words in deeds.items() if getattr(row, name) == person.pk]


#: Whom it was about is another person's data.
SUSPENSIONS_DEALT_WITH = Mine(
    ("proposed_by", "heard_by", "in_force_by", "lifted_by"),
    lambda person: (
        Q(proposed_by=person) | Q(heard_by=person) | Q(in_force_by=person) | Q(lifted_by=person)
    ),
)
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


PROFILE = Chapter(
    _("Your profile"),
    (
        Source(
            "people.User",
            _("Your profile"),
            Mine((), lambda person: Q(pk=person.pk)),
            (
                Column("name", _("Name")),
                Column("email", _("E-mail")),
                Column("title", _("Job title")),
                Column("phone", _("Phone")),
                Column("about", _("About me")),
                Column("expertise", _("I know about"), _topics),
                Column("offers", _("I offer my colleagues"), _offers),
                Column("visibility", _("Who sees what"), _visibility),
                Column("buddy_capacity", _("New members you help at a time")),
                Column("name_after", _("Name on what you have written, when you have left")),
                Column("language", _("Language")),
                Column("date_joined", _("Account created")),
                Column("last_login", _("Latest log-in")),
            ),
            prefetch=("expertise",),
        ),
    ),
)

MEMBERSHIP = Chapter(
    _("Membership and roles"),
    (
        Source(
            "people.Membership",
            _("Memberships"),
            by("person"),
            (
                Column("admitted_at", _("Admitted")),
                Column("ended_at", _("Ended")),
            ),
        ),
        Source(
            "people.Post",
            _("Posts"),
            by("person"),
            (
                Column("municipality.name", _("Municipality")),
                Column("role", _("Role")),
                Column("starts_on", _("From")),
                Column("ends_on", _("Until")),
                Column("deputy_for.person.name", _("Deputy for")),
            ),
            related=("municipality", "deputy_for__person"),
        ),
        Source(
            "people.Absence",
            _("Your leave"),
            by("person"),
            (
                Column("starts_on", _("From")),
                Column("ends_on", _("Until")),
                Column("deputy.name", _("Deputy")),
                Column("note", _("Note")),
            ),
            related=("deputy",),
        ),
        Source(
            "people.Absence",
            _("Colleagues you stand in for"),
            by("deputy"),
            (
                Column("person.name", _("Colleague")),
                Column("starts_on", _("From")),
                Column("ends_on", _("Until")),
            ),
            related=("person",),
        ),
        Source(
            "people.Suspension",
            _("Suspensions"),
            by("person"),
            (
                Column("reason", _("Reason")),
                Column("proposed_at", _("Proposed")),
                Column("due_on", _("To be answered by")),
                Column("statement", _("Your answer")),
                Column("heard_at", _("Heard")),
                Column("in_force_at", _("In force")),
                Column("lifted_at", _("Lifted")),
            ),
        ),
        Source(
            "people.Suspension",
            _("Suspensions you have dealt with"),
            SUSPENSIONS_DEALT_WITH,
            (Column("pk", _("Number")), Column("proposed_by", _("What you did"), _part_taken)),
        ),
        Source(
            "people.RoleGrant",
            _("Roles in the network"),
            by("person"),
            (
                Column("role", _("Role")),
                Column("group_name", _("Group")),
                Column("starts_on", _("From")),
                Column("ends_on", _("Until")),
            ),
            annotations={
                "group_name": Subquery(
                    Group.objects.filter(pk=OuterRef("group_id")).values("name")[:1]
                )
            },
        ),
        # --- handing over (members.membership), the yearly confirmation (members.confirmation)
        Source(
            "membership.HandOver",
            _("Duties you have left"),
            by("person"),
            (
                Column("words", _("Duty")),
                Column("kind", _("Kind")),
                Column("number", _("Number")),
                Column("url", _("Address")),
                Column("noted_at", _("Noted")),
                Column("settled_at", _("Handed over")),
            ),
        ),
        Source(
            "membership.HandOver",
            _("Duties you have taken over"),
            by("to"),
            (Column("words", _("Duty")), Column("settled_at", _("Handed over"))),
        ),
        Source(
            "membership.HandOver",
            _("Duties you have handed over for others"),
            by("settled_by"),
            (Column("words", _("Duty")), Column("settled_at", _("Handed over"))),
        ),
        Source(
            "confirmation.Confirmation",
            _("When you have confirmed your data"),
            by("person"),
            (
                Column("year", _("Year")),
                Column("asked_at", pgettext_lazy("who has been", "Asked")),
                Column("reminders", _("Reminders")),
                Column("reminded_at", _("Last reminded")),
                Column("confirmed_at", _("Confirmed")),
                Column("renewed_at", _("Confirmed anew")),
                Column("by_secretariat", _("By the secretariat for you")),
            ),
        ),
        # --- onboarding: tracks, buddies, introductory meetings (members.onboarding)
        Source(
            "onboarding.Onboarding",
            _("Your first months"),
            by("person"),
            (
                Column("track.name", _("Track")),
                Column("started_at", _("Begun")),
                Column("finished_at", _("Finished")),
                Column("buddy.name", _("Buddy")),
            ),
            related=("buddy", "track"),
        ),
        Source(
            "onboarding.StepDone",
            _("Steps of your first months"),
            by("onboarding__person"),
            (
                Column("step.title", _("Step")),
                Column("done_at", _("Done")),
                Column("about", _("With what")),
            ),
            related=("step",),
        ),
        Source(
            "onboarding.Onboarding",
            _("New members you help"),
            by("buddy"),
            (
                Column("person.name", _("New member")),
                Column("started_at", _("Begun")),
                Column("finished_at", _("Finished")),
            ),
            related=("person",),
        ),
        Source(
            "onboarding.BuddyAsk",
            _("When you were asked to be a buddy"),
            by("person"),
            # Whose buddy it would have been is another person's data.
            (
                Column("asked_at", _("Asked")),
                Column("said", _("Answer")),
                Column("said_at", _("Answered")),
            ),
        ),
        Source(
            "onboarding.Check",
            _("When the secretariat asked how it goes"),
            by("onboarding__person"),
            (
                Column("after", _("Which check")),
                Column("done_at", _("When")),
                Column("note", _("Note")),
            ),
        ),
        Source(
            "onboarding.Check",
            _("New members you have asked how it goes"),
            by("done_by"),
            (Column("after", _("Which check")), Column("done_at", _("When"))),
        ),
        Source(
            "onboarding.Told",
            _("Reminders of your first months"),
            by("onboarding__person"),
            (
                Column("news", _("Of what")),
                Column("stage", _("Which time")),
                Column("at", _("When")),
            ),
        ),
        Source(
            "onboarding.IntroSlot",
            _("Introductory meetings you have booked"),
            by("taken_by"),
            (Column("starts_at", _("When")), Column("place", _("Where"))),
        ),
        Source(
            "onboarding.IntroSlot",
            _("Introductory meetings you hold"),
            by("host"),
            (Column("starts_at", _("When")), Column("place", _("Where"))),
        ),
    ),
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
