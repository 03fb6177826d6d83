"""Where everything that points at a person goes when two accounts turn out to be one person's. A house test
fails for a field that is not named here."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model


class Way(StrEnum):
    """What happens to the rows of the account that goes."""

    MOVE = "move"  # they are the kept account's from now on; any number may stand side by side
    ONE_STAYS = "one_stays"  # moved, but where only one may stand the kept account's stays
    OR_NOBODY = "or_nobody"  # moved, or nobody's where the two together make no sense
    ALONE = "alone"  # moved, and where both have one the merging is refused: a human decides first
    JOIN = "join"  # spans of time that are laid together by `flows.merging`
    GOES = "goes"  # deleted: keys, log-ins and open windows are never inherited


TABLE: dict[str, Way] = {
    # --- people
    "people.Membership.person": Way.JOIN,
    "people.Post.person": Way.JOIN,
    "people.RoleGrant.person": Way.ONE_STAYS,
    "people.Absence.person": Way.ONE_STAYS,
    "people.Absence.deputy": Way.OR_NOBODY,
    "people.Suspension.person": Way.ALONE,
    "people.Suspension.proposed_by": Way.MOVE,
    "people.Suspension.heard_by": Way.MOVE,
    "people.Suspension.in_force_by": Way.MOVE,
    "people.Suspension.lifted_by": Way.MOVE,
    "people.User_expertise.user": Way.ONE_STAYS,
    "people.User_groups.user": Way.ONE_STAYS,
    "people.User_user_permissions.user": Way.GOES,
    # --- admission
    "admission.Application.person": Way.MOVE,
    "admission.Application.vetter": Way.MOVE,
    "admission.Invitation.person": Way.ONE_STAYS,
    "admission.Exchange.asked_by": Way.MOVE,
    "admission.MembershipRules.published_by": Way.MOVE,
    # --- vetting
    "vetting.Decision.decided_by": Way.OR_NOBODY,
    "vetting.Decision.co_signed_by": Way.OR_NOBODY,
    "vetting.Letter.drafted_by": Way.MOVE,
    "vetting.LetterText.written_by": Way.MOVE,
    "vetting.Note.written_by": Way.MOVE,
    "vetting.Signature.signed_by": Way.ONE_STAYS,
    "vetting.Vouching.asked_by": Way.OR_NOBODY,
    "vetting.Vouching.member": Way.ONE_STAYS,
    # --- membership
    "membership.HandOver.person": Way.ONE_STAYS,
    "membership.HandOver.to": Way.MOVE,
    "membership.HandOver.settled_by": Way.MOVE,
    # --- confirmation
    "confirmation.Confirmation.person": Way.ONE_STAYS,
    # --- onboarding
    "onboarding.BuddyAsk.person": Way.ONE_STAYS,
    "onboarding.Check.done_by": Way.MOVE,
    "onboarding.IntroSlot.host": Way.ONE_STAYS,
    "onboarding.IntroSlot.taken_by": Way.MOVE,
    "onboarding.Onboarding.person": Way.ONE_STAYS,
    "onboarding.Onboarding.buddy": Way.OR_NOBODY,
    # --- events
    "meetings.Meeting.planned_by": Way.MOVE,
    "meetings.AgendaItem.owner": Way.MOVE,
    "meetings.Proposal.person": Way.ONE_STAYS,
    "meetings.Silence.person": Way.ONE_STAYS,
    "meetings.SignUp.person": Way.ALONE,
    "courses.Course.planned_by": Way.MOVE,
    "courses.Teacher.person": Way.ONE_STAYS,
    "courses.Enrolment.person": Way.ALONE,
    "certificates.Attendance.person": Way.ONE_STAYS,
    "certificates.Attendance.ticked_by": Way.MOVE,
    "certificates.Certificate.person": Way.ALONE,
    "certificates.Certificate.issued_by": Way.MOVE,
    "certificates.Certificate.withdrawn_by": Way.MOVE,
    "evaluations.Receipt.person": Way.ONE_STAYS,
    "polls.Poll.asked_by": Way.MOVE,
    "polls.Reply.person": Way.ONE_STAYS,
    "polls.Proposal.person": Way.ONE_STAYS,
    "minutes.Attendance.person": Way.ONE_STAYS,
    "minutes.Attendance.ticked_by": Way.MOVE,
    "minutes.Minutes.co_writer": Way.MOVE,
    "minutes.Section.saved_by": Way.MOVE,
    "minutes.Section.claimed_by": Way.MOVE,
    "minutes.Comment.author": Way.MOVE,
    "minutes.ToDo.owner": Way.MOVE,
    "minutes.Addendum.written_by": Way.MOVE,
    "material.Material.added_by": Way.MOVE,
    "conference.Registration.person": Way.ALONE,
    "conference.Registration.registered_by": Way.MOVE,
    "conference.Note.written_by": Way.MOVE,
    "conference.GroupLetter.sent_by": Way.MOVE,
    "conference.Speaker.person": Way.ONE_STAYS,
    "conference.ProgrammeVersion.published_by": Way.MOVE,
    "conference.RegistrationDraft.person": Way.ONE_STAYS,
    "billing.Document.issued_by": Way.MOVE,
    "billing.LateDecision.decided_by": Way.MOVE,
    "billing.Line.person": Way.MOVE,
    "billing.Payment.entered_by": Way.MOVE,
    "proposals.Panelist.person": Way.ONE_STAYS,
    "proposals.Proposal.proposer": Way.MOVE,
    "proposals.ProposedSpeaker.person": Way.ONE_STAYS,
    "proposals.Review.reviewer": Way.ONE_STAYS,
    "proposals.OutcomeLetter.sent_by": Way.MOVE,
    "check_in.Badge.printed_by": Way.MOVE,
    "check_in.Deed.by": Way.MOVE,
    "check_in.CheckIn.by": Way.MOVE,
    "check_in.Helper.person": Way.ONE_STAYS,
    "check_in.Helper.named_by": Way.MOVE,
    "calendar.CalendarKey.person": Way.GOES,
    # --- forum
    "questions.Question.author": Way.MOVE,
    "questions.Answer.author": Way.MOVE,
    "questions.Answer.confirmed_by": Way.MOVE,
    "questions.Comment.author": Way.MOVE,
    "questions.Draft.owner": Way.ALONE,
    "questions.Claim.person": Way.ONE_STAYS,
    "questions.HelpfulMark.person": Way.ONE_STAYS,
    "questions.Follow.person": Way.ONE_STAYS,
    "questions.Bookmark.person": Way.ONE_STAYS,
    "following.TopicFollow.person": Way.ONE_STAYS,
    "following.Waiting.person": Way.ONE_STAYS,
    "following.DigestMark.person": Way.ONE_STAYS,
    "following.FeedKey.person": Way.GOES,
    "waiting.Volunteer.person": Way.ONE_STAYS,
    "moderation.Case.assignee": Way.MOVE,
    "moderation.Report.person": Way.ONE_STAYS,
    "moderation.Move.asked_by": Way.MOVE,
    "moderation.Consent.person": Way.ONE_STAYS,
    # --- library
    "library.ReadReceipt.person": Way.ONE_STAYS,
    "library.Draft.checked_by": Way.MOVE,
    "library.DraftWriter.person": Way.ONE_STAYS,
    "library.EditionFile.changed_by": Way.MOVE,
    "transfer.Export.asked_by": Way.MOVE,
    "transfer.Batch.asked_by": Way.MOVE,
    "transfer.Batch.brought_by": Way.MOVE,
    "shelves.OwnList.person": Way.ONE_STAYS,
    "shelves.TopicWatch.person": Way.ONE_STAYS,
    "visits.Visit.person": Way.ONE_STAYS,
    "collections.Follower.person": Way.ONE_STAYS,
    "contributions.Contribution.person": Way.MOVE,
    "klarret.Wish.person": Way.ONE_STAYS,
    "klarret.Offer.person": Way.ONE_STAYS,
    "klarret.Difference.person": Way.MOVE,
    "library.Edition.locked_by": Way.MOVE,
    "care.Care.owner": Way.OR_NOBODY,
    "care.Care.deputy": Way.OR_NOBODY,
    "care.Opinion.person": Way.ONE_STAYS,
    "care.Report.person": Way.ONE_STAYS,
    "care.Report.settled_by": Way.MOVE,
    "care.Recheck.checked_by": Way.MOVE,
    # --- requests about one's own data, and places to look at
    "retention.DataRequest.person": Way.ALONE,
    "retention.DataRequest.written_by": Way.MOVE,
    "retention.DataRequest.answered_by": Way.MOVE,
    "retention.Leftover.person": Way.ONE_STAYS,
    # --- notices
    "notices.Notice.recipient": Way.MOVE,
    "notices.OutgoingMail.recipient": Way.MOVE,
    # --- log-in
    "account.EmailAddress.user": Way.GOES,
    "mfa.Authenticator.user": Way.GOES,
    "usersessions.UserSession.user": Way.GOES,
    "socialaccount.SocialAccount.user": Way.GOES,
    # --- the desk's own
    "wagtailusers.UserProfile.user": Way.ONE_STAYS,
    "wagtaildocs.Document.uploaded_by_user": Way.MOVE,
    "wagtailimages.Image.uploaded_by_user": Way.MOVE,
    "wagtailadmin.EditingSession.user": Way.GOES,
    "wagtailadmin.FormState.user": Way.GOES,
    "wagtailcore.APIToken.user": Way.GOES,
    "wagtailcore.ModelLogEntry.user": Way.MOVE,
    "wagtailcore.PageLogEntry.user": Way.MOVE,
    "wagtailcore.Revision.user": Way.MOVE,
    "wagtailcore.UploadedFile.uploaded_by_user": Way.MOVE,
    "wagtailcore.WorkflowState.requested_by": Way.MOVE,
    "wagtailcore.TaskState.finished_by": Way.MOVE,
    "wagtailcore.Page.locked_by": Way.MOVE,
    "wagtailcore.Page.owner": Way.MOVE,
    "wagtailcore.Comment.user": Way.MOVE,
    "wagtailcore.Comment.resolved_by": Way.MOVE,
    "wagtailcore.CommentReply.user": Way.MOVE,
    "wagtailcore.PageSubscription.user": Way.ONE_STAYS,
}


def pointing_at_a_person() -> Iterator[tuple[str, type[Model], Any]]:
    """(name, model, field) of every column that points at an account, those of many-to-many tables too."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed:
            continue
        for field in model._meta.local_fields:
            if _points_at_a_person(field):
                yield f"{model._meta.label}.{field.name}", model, field


def _points_at_a_person(field: Field) -> bool:
    related = field.related_model
    return (
        field.remote_field is not None
        and isinstance(related, type)
        and related._meta.label == settings.AUTH_USER_MODEL
    )
