"""Whose case it is, and what they write to each other about it."""

from django.db import transaction
from django.db.models import Q

from members.admission.enums import OPEN, State
from members.admission.flows.holding import hold
from members.admission.flows.moving import move
from members.admission.models import Application
from members.admission.problems import to_take
from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr

from ..enums import Outcome
from ..models import Note, Signature
from ..problems import to_handle, to_read, to_receive, to_sign


@transaction.atomic
def take(*, application: Application, over: bool = False, by) -> Application:
    """The case is `by`'s from now on; a colleague's only with `over`. Of two who take it at once, one
    gets it. Safe to repeat."""
    application = hold(application)
    stop_if(to_take(application, by))
    if application.vetter_id == by.pk and application.state != State.SUBMITTED:
        return application
    if not over:
        stop_if(to_handle(application, by))
    free = Application.objects.filter(pk=application.pk, state__in=OPEN)
    if not over:
        free = free.filter(Q(vetter=None) | Q(vetter=by))
    free.update(vetter=by)
    application.vetter = by
    if application.state == State.SUBMITTED:
        move(application, State.IN_VETTING)
    trail.record("admission.taken", on=application, by=by)
    return application


@transaction.atomic
def pass_on(*, application: Application, to: User | None, by) -> Application:
    """The case of one vetter is another one's from now on, or nobody's. Raises `Refused`."""
    application = hold(application)
    stop_if(to_receive(application, to))
    Application.objects.filter(pk=application.pk).update(vetter=to)
    application.vetter = to
    trail.record("vetting.passed_on", on=application, by=by, about=to)
    return application


@transaction.atomic
def note(*, application: Application, text: str, by) -> Note:
    """Write a note that only those who vet read. Raises `Refused`; ValidationError for a CPR number."""
    stop_if(to_read(application, by))
    refuse_cpr(text)
    written = Note.objects.create(application=application, text=text.strip(), written_by=by)
    trail.record("vetting.noted", on=application, by=by)
    return written


@transaction.atomic
def sign(*, application: Application, outcome: Outcome, by) -> Signature:
    """Stand behind an outcome as the second person. Safe to repeat."""
    application = hold(application)
    stop_if(to_sign(application, by))
    signature, is_new = Signature.objects.get_or_create(
        application=application, outcome=outcome, signed_by=by
    )
    if is_new:
        trail.record("vetting.signed", on=application, by=by, outcome=str(outcome))
    return signature
