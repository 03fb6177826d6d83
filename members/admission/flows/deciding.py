"""What a vetter does."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from members.onboarding.flows import start_onboarding
from members.people.flows import membership
from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.notices.flows import Mail, send_letter
from portal.ui.validators import refuse_cpr

from ..enums import RejectionReason, State
from ..links import application_token
from ..models import Application
from ..problems import to_approve, to_decide
from . import inviting


@transaction.atomic
def take(*, application: Application, by) -> Application:
    """The case is `by`'s from now on."""
    application = Application.objects.select_for_update().get(pk=application.pk)
    stop_if(to_decide(application, by))
    application.vetter = by
    application.state = State.IN_VETTING
    application.save(update_fields=["vetter", "state"])
    trail.record("admission.taken", on=application, by=by)
    return application


@transaction.atomic
def approve(*, application: Application, by) -> User:
    """Admit the applicant: account, membership, post, onboarding and invitation in one transaction.

    Clicked twice it is done once: the second call returns the same person. Raises `Refused` for
    every other reason not to.
    """
    # The conditional update is the lock on both databases (SQLite knows no SELECT FOR UPDATE).
    Application.objects.filter(pk=application.pk).update(vetter_id=by.pk)
    application = Application.objects.select_related("municipality").get(pk=application.pk)
    if application.state == State.APPROVED and application.person is not None:
        return application.person
    stop_if(to_approve(application, by))
    person = User.objects.filter(email_key=application.email_key).first()
    if person is None:
        person = User.objects.create_user(application.email, name=application.name)
    person.title, person.phone = application.title, application.phone
    person.save(update_fields=["title", "phone"])
    membership.admit(
        person=person, municipalities=[application.municipality], role=application.role, by=by
    )
    application.state = State.APPROVED
    application.decided_at = timezone.now()
    application.vetter = by
    application.person = person
    application.save(update_fields=["state", "decided_at", "vetter", "person"])
    start_onboarding(person=person, by=by)
    trail.record("admission.approved", on=application, by=by, about=person)
    inviting.invite(person=person, by=by)
    return person


@transaction.atomic
def reject(*, application: Application, reason: RejectionReason, text: str, by) -> Application:
    """Turn the application down with reasons, which are mailed to the applicant.

    Raises `Refused`; ValidationError for a CPR number in the reasons.
    """
    Application.objects.filter(pk=application.pk).update(vetter_id=by.pk)
    application = Application.objects.get(pk=application.pk)
    stop_if(to_decide(application, by))
    refuse_cpr(text)
    application.state = State.REJECTED
    application.decided_at = timezone.now()
    application.vetter = by
    application.rejection_reason = reason
    application.decision_text = text
    application.save()
    trail.record("admission.rejected", on=application, by=by, reason=str(reason))
    send_letter(
        application.email,
        mail=Mail(
            "admission/mail/rejected",
            {
                "url": reverse("admission:application", args=[application_token(application)]),
                "reason": str(RejectionReason(reason).label),
                "text": text,
            },
        ),
        by=by,
    )
    return application
