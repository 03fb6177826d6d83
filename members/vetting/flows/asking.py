"""Giving the applicant the ball: asking for more, and hearing them before a rejection. The exchange itself is
the admission's, which puts it on the trail."""

from datetime import date

from django.db import transaction

from members.admission.enums import ExchangeKind, State
from members.admission.flows import exchanging
from members.admission.flows.holding import hold
from members.admission.models import Application
from portal.kit.problems import stop_if

from ..composing import in_short
from ..enums import LetterKind
from ..models import Letter
from ..problems import to_begin, to_send
from . import lettering, taking


@transaction.atomic
def ask(*, application: Application, text: str, due_on: date | None, by) -> Letter:
    """Ask the applicant for more, in the draft's words where there is one. The case becomes `by`'s when
    it is nobody's. Raises `Refused`; ValidationError for a CPR number."""
    return _give_the_ball(application, LetterKind.MORE, by, text=text, due_on=due_on)


@transaction.atomic
def hear(*, application: Application, reason: str, text: str, due_on: date | None, by) -> Letter:
    """Let the applicant say what they have against being rejected, for this reason. Raises `Refused`;
    ValidationError for a CPR number."""
    return _give_the_ball(
        application, LetterKind.HEARING, by, text=text, due_on=due_on, reason=reason
    )


def _give_the_ball(application: Application, kind: LetterKind, by, **words) -> Letter:
    application = hold(application)
    stop_if(to_begin(kind, application, by))
    if application.state == State.SUBMITTED:
        application = taking.take(application=application, by=by)
    letter = lettering.draft(application=application, kind=kind, **words, by=by)
    stop_if(to_send(letter))
    assert letter.due_on is not None, "to_send asks for the day"
    exchanging.ask(
        application=application,
        kind=ExchangeKind(kind),
        text=in_short(letter),
        due_on=letter.due_on,
        quietly=True,  # the letter tells it
        by=by,
    )
    return lettering.send(letter=letter, by=by)
