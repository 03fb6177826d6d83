"""Deciding a case: admitting in one transaction, or turning down with reasons."""

from datetime import date
from typing import cast

from django.db import transaction
from django.utils import timezone

from members.admission.enums import RejectionReason, State
from members.admission.flows import inviting
from members.admission.flows.holding import hold
from members.admission.flows.moving import move
from members.admission.models import Application
from members.onboarding.flows import start_onboarding
from members.people.enums import PostRole
from members.people.flows import membership
from members.people.models import Post, User
from members.people.rules import is_member
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from ..enums import LetterKind, Outcome
from ..models import Decision
from ..problems import to_approve, to_reject, to_send
from ..queries import co_signer, has_to_do_with, places_of
from . import lettering


@transaction.atomic
def approve(*, application: Application, by) -> User:
    """Admit the applicant: account, membership, a post in each municipality from its own day, onboarding
    with a proposed buddy, letter and invitation, in one transaction. Region and local groups follow from
    the posts.

    Clicked twice it is done once: the second call returns the same person. Raises `Refused` for
    every other reason not to.
    """
    application = hold(application)
    blockers = to_approve(application, by)
    if {blocker.code for blocker in blockers} == {"already_decided"} and application.person:
        return application.person
    stop_if(blockers)
    person = _account_of(application)
    membership.admit(person=person, municipalities=[], role=_role(application), by=by)
    for municipality, since in places_of(application):
        membership.give_post(
            person=person,
            municipality=municipality,
            role=_role(application),
            starts_on=_first_day(person, municipality, _role(application), since),
            by=by,
        )
    now = timezone.now()
    decision = _record(application, Outcome.ADMITTED, now, by)
    move(
        application,
        State.APPROVED,
        decided_at=now,
        vetter=by,
        person=person,
        welcomed_at=now if is_member(person) else None,
        rules_version=decision.rules_version,
    )
    # The person's other application is theirs as long as this one is.
    application.joined.update(person=person)
    start_onboarding(person=person, by=by)
    trail.record(
        "admission.approved", on=application, by=by, about=person, rules=decision.rules_version
    )
    _tell_of_admission(application, by)
    inviting.invite(person=person, by=by)
    return person


@transaction.atomic
def reject(
    *, application: Application, reason: RejectionReason, text: str, remedy: str, by
) -> Application:
    """Turn the application down with reasons and what may be done about it, in a letter that says what its
    draft says where there is one. Not before the applicant has been heard.

    Raises `Refused`; ValidationError for a CPR number.
    """
    application = hold(application)
    stop_if(to_reject(application, by))
    refuse_cpr(text, remedy)
    letter = lettering.draft(
        application=application,
        kind=LetterKind.REJECTION,
        reason=reason,
        text=text,
        remedy=remedy,
        by=by,
    )
    stop_if(to_send(letter))
    now = timezone.now()
    decision = _record(
        application,
        Outcome.REJECTED,
        now,
        by,
        reason=reason,
        text=letter.text,
        remedy=letter.remedy,
    )
    move(
        application,
        State.REJECTED,
        decided_at=now,
        vetter=by,
        rejection_reason=reason,
        rules_version=decision.rules_version,
    )
    trail.record(
        "admission.rejected",
        on=application,
        by=by,
        reason=str(reason),
        rules=decision.rules_version,
    )
    lettering.send(letter=letter, by=by)
    return application


def _record(application: Application, outcome: Outcome, now, by, **grounds) -> Decision:
    signed = co_signer(application, outcome, by) if has_to_do_with(application, by) else None
    return Decision.objects.create(
        application=application,
        outcome=outcome,
        decided_by=by,
        co_signed_by=signed,
        decided_at=now,
        rules_version=application.rules_version,
        **grounds,
    )


def _account_of(application: Application) -> User:
    person = User.objects.filter(email_key=application.email_key).first()
    if person is None:
        person = User.objects.create_user(application.email, name=application.name)
    # A former member's account may have been closed in the meantime.
    person.is_active = True
    person.title, person.phone = application.title, application.phone
    person.save(update_fields=["title", "phone", "is_active"])
    return person


def _role(application: Application) -> PostRole:
    return cast(PostRole, application.role)  # the column gives the choice back as plain text


def _first_day(person: User, municipality, role: PostRole, since: date | None) -> date:
    """The day the post began or will begin; for whoever has held it before, not before that one ended."""
    day = since or timezone.localdate()
    earlier = Post.objects.filter(
        person=person, municipality=municipality, role=role, ends_on__isnull=False
    )
    ends = earlier.filter(ends_on__gt=day).values_list("ends_on", flat=True)
    return max([day, *(end for end in ends if end is not None)])


def _tell_of_admission(application: Application, by) -> None:
    """The letter as it was drafted, or with the secretariat's own text."""
    letter = lettering.standard(application=application, kind=LetterKind.ADMISSION, by=by)
    lettering.send(letter=letter, by=by)
