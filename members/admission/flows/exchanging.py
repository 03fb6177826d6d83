"""What the applicant is asked while the application is being vetted, and what they answer."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.people.enums import Permission
from members.people.queries import holders
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.notices.flows import send_letter, tell
from portal.ui.uploads import Upload
from portal.ui.validators import refuse_cpr

from .. import notices
from ..enums import ASKED_IN, ExchangeKind, State
from ..models import Application, Exchange
from ..problems import to_answer, to_ask, to_withdraw_question
from .holding import hold, store_file
from .moving import close_exchange, move

DEEDS = {ExchangeKind.MORE: "admission.asked", ExchangeKind.HEARING: "admission.heard"}


@transaction.atomic
def ask(
    *,
    application: Application,
    kind: ExchangeKind,
    text: str,
    due_on: date,
    quietly: bool = False,
    by,
) -> Exchange:
    """Give the applicant the ball: they get a letter with the link to their page, where the text and the
    answer's form stand, unless it is done `quietly` by one who writes to them. The clock stops.

    Raises `Refused`; ValidationError for a CPR number in the text.
    """
    application = hold(application)
    stop_if(to_ask(application, text, due_on, by))
    refuse_cpr(text)
    exchange = Exchange.objects.create(
        application=application, kind=kind, text=text.strip(), due_on=due_on, asked_by=by
    )
    move(application, ASKED_IN[kind])
    trail.record(DEEDS[ExchangeKind(kind)], on=application, by=by, due_on=due_on.isoformat())
    if not quietly:
        send_letter(application.email, mail=notices.question_letter(exchange), by=by)
    return exchange


@transaction.atomic
def answer(*, exchange: Exchange, text: str, upload: Upload | None = None, by=None) -> Exchange:
    """The applicant answers, with a file if they like: whoever vets the case has the ball again, and hears
    of it.

    Raises `Refused`; ValidationError for a CPR number in the text.
    """
    application = hold(exchange.application)
    exchange = Exchange.objects.get(pk=exchange.pk)
    stop_if(to_answer(exchange, text))
    refuse_cpr(text)
    exchange.answer, exchange.answered_at = text.strip(), timezone.now()
    exchange.save(update_fields=["answer", "answered_at"])
    if upload is not None:
        store_file(upload, application=application, exchange=exchange)
    move(application, State.IN_VETTING)
    trail.record("admission.answered", on=application, by=by)
    tell(
        holders(Permission.VET_APPLICATIONS).filter(vetted_applications=application),
        kind="application",
        title=lambda: _("%(name)s has answered") % {"name": application.name},
        url=reverse("admission_desk:case", args=[application.pk]),
        by=by,
    )
    return exchange


@transaction.atomic
def withdraw_request(*, application: Application, by) -> Application:
    """The secretariat no longer needs the answer: the applicant hears so. Raises `Refused`."""
    application = hold(application)
    stop_if(to_withdraw_question(application, by))
    close_exchange(application)
    move(application, State.IN_VETTING)
    trail.record("admission.question_withdrawn", on=application, by=by)
    send_letter(application.email, mail=notices.no_longer_asked(application), by=by)
    return application


@transaction.atomic
def run_out(*, application: Application, today: date, by=None) -> bool:
    """The day that the answer was due has passed: the case is the vetter's again, who hears of it. Returns
    whether there was something to do. Safe to repeat."""
    application = hold(application)
    overdue = application.exchanges.filter(
        answered_at__isnull=True, closed_at__isnull=True, due_on__lt=today
    )
    if not overdue.exists():
        return False
    close_exchange(application)
    move(application, State.IN_VETTING)
    trail.record("admission.ran_out", on=application, by=by)
    tell(
        holders(Permission.VET_APPLICATIONS).filter(vetted_applications=application),
        kind="application",
        title=lambda: _("%(name)s has not answered in time") % {"name": application.name},
        url=reverse("admission_desk:case", args=[application.pk]),
        by=by,
    )
    return True
