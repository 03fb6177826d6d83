"""About the person: profile, membership, roles, and the first months."""

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
