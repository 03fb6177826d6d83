"""A letter as its reader will see it."""

from django.utils.translation import override

from members.admission.enums import RejectionReason
from portal.kit import dates

from . import wording
from .enums import Place
from .models import Letter

#: Those who apply have no account yet, and are written to in the network's language.
LANGUAGE = "da"


def filled_in(letter: Letter) -> Letter:
    """The letter with its places filled, not stored; a sent one as it went."""
    if letter.sent_at is not None:
        return letter
    values = _values(letter)
    return Letter(
        application=letter.application,
        kind=letter.kind,
        subject=" ".join(wording.fill(letter.subject, values).split())[:300],
        body=wording.fill(letter.body, values),
    )


def in_short(letter: Letter) -> str:
    """What the applicant's page says of it: the case's own words, after the reason where there is one."""
    reason = _reason(letter)
    return f"{reason[:1].upper()}{reason[1:]}.\n\n{letter.text}" if reason else letter.text


def _values(letter: Letter) -> dict[str, str]:
    application = letter.application
    return {
        Place.NAME: application.name,
        Place.MUNICIPALITY: str(application.municipality or ""),
        Place.REASON: _reason(letter),
        Place.TEXT: letter.text,
        Place.REMEDY: letter.remedy,
        Place.DEADLINE: dates.long_date(letter.due_on, LANGUAGE) if letter.due_on else "",
    }


def _reason(letter: Letter) -> str:
    with override(LANGUAGE):
        return str(RejectionReason(letter.reason).label) if letter.reason else ""
