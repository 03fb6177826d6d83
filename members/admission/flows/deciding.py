"""What a vetter does."""

from typing import cast

from django.db import transaction
from django.utils import timezone

from members.onboarding.flows import start_onboarding
from members.people.enums import PostRole
from members.people.flows import membership
from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.notices.flows import send_letter
from portal.ui.validators import refuse_cpr

from .. import notices
from ..enums import RejectionReason, State
from ..models import Application
from ..problems import to_approve, to_decide, to_take
from . import inviting
from .holding import hold
from .moving import move


@transaction.atomic
def take(*, application: Application, by) -> Application:
    """The case is `by`'s from now on."""
    application = hold(application)
    stop_if(to_take(application, by))
    application.vetter = by
    application.save(update_fields=["vetter"])
    if application.state == State.SUBMITTED:
        move(application, State.IN_VETTING)
    trail.record("admission.taken", on=application, by=by)
    return application


@transaction.atomic
def approve(*, application: Application, by) -> User:
    """Admit the applicant: account, membership, post, onboarding and invitation in one transaction.

    Clicked twice it is done once: the second call returns the same person. Raises `Refused` for
    every other reason not to.
    """
    application = hold(application)
    blockers = to_approve(application, by)
    if {blocker.code for blocker in blockers} == {"already_decided"} and application.person:
        return application.person
    stop_if(blockers)
    municipality = application.municipality
    assert municipality is not None, "submitted_application_names_a_municipality"
    person = User.objects.filter(email_key=application.email_key).first()
    if person is None:
        person = User.objects.create_user(application.email, name=application.name)
    # A former member's account may have been closed in the meantime.
    person.is_active = True
    person.title, person.phone = application.title, application.phone
    person.save(update_fields=["title", "phone", "is_active"])
    membership.admit(
        person=person,
        municipalities=[municipality],
        role=cast(PostRole, application.role),  # the column gives the choice back as plain text
        by=by,
    )
    move(application, State.APPROVED, decided_at=timezone.now(), vetter=by, person=person)
    start_onboarding(person=person, by=by)
    trail.record("admission.approved", on=application, by=by, about=person)
    inviting.invite(person=person, by=by)
    return person


@transaction.atomic
def reject(*, application: Application, reason: RejectionReason, text: str, by) -> Application:
    """Turn the application down with reasons, which are mailed to the applicant.

    Raises `Refused`; ValidationError for a CPR number in the reasons.
    """
    application = hold(application)
    stop_if(to_decide(application, by))
    refuse_cpr(text)
    move(
        application,
        State.REJECTED,
        decided_at=timezone.now(),
        vetter=by,
        rejection_reason=reason,
        decision_text=text,
    )
    trail.record("admission.rejected", on=application, by=by, reason=str(reason))
    send_letter(
        application.email,
        mail=notices.rejection(application, reason=reason, text=text),
        by=by,
    )
    return application
