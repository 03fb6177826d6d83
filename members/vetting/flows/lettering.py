"""Letters to an applicant: written as drafts, sent once, and never changed after that."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.admission.models import Application
from portal.audit import trail
from portal.kit.problems import Blocker, stop_if
from portal.notices.flows import send_letter
from portal.ui.validators import refuse_cpr

from .. import notices
from ..composing import filled_in
from ..enums import LetterKind
from ..models import Letter, LetterText
from ..problems import to_begin, to_send, to_word, to_write_texts
from ..queries import draft_of, text_of


@transaction.atomic
def draft(
    *,
    application: Application,
    kind: LetterKind,
    subject: str = "",
    body: str = "",
    text: str = "",
    reason: str = "",
    remedy: str = "",
    due_on: date | None = None,
    by,
) -> Letter:
    """Write the case's letter of a kind, or change the draft there is. Without subject or body it says what
    the draft says, or the secretariat's own text. Raises `Refused`; ValidationError for a CPR number."""
    stop_if(to_begin(kind, application, by))
    letter = draft_of(application, kind) or Letter(application=application, kind=kind)
    first = (letter.subject, letter.body) if letter.pk else text_of(kind)
    letter.subject, letter.body = " ".join(subject.split()) or first[0], body.strip() or first[1]
    letter.text, letter.remedy = text.strip(), remedy.strip()
    letter.reason, letter.due_on = reason, due_on
    letter.drafted_by, letter.drafted_at = by, timezone.now()
    refuse_cpr(letter.subject, letter.body, letter.text, letter.remedy)
    if letter.pk is None:
        letter.save()
        trail.record("vetting.letter_drafted", on=application, by=by, kind=str(kind))
    else:
        _change(letter)
    return letter


@transaction.atomic
def standard(*, application: Application, kind: LetterKind, by) -> Letter:
    """The case's draft of a kind or, where nobody has written one, one with the secretariat's own text. For
    flows that have asked already whether they may. Safe to repeat."""
    letter = draft_of(application, kind)
    if letter is None:
        subject, body = text_of(kind)
        letter = Letter.objects.create(
            application=application, kind=kind, subject=subject, body=body, drafted_by=by
        )
        trail.record("vetting.letter_drafted", on=application, by=by, kind=str(kind))
    return letter


@transaction.atomic
def send(*, letter: Letter, by) -> Letter:
    """Send a letter, with its places filled, and keep it as it went: the part that letters have in what is
    decided and asked, which calls it. A sent one is given back as it is."""
    if letter.sent_at is not None:
        return letter
    stop_if(to_send(letter))
    filled = filled_in(letter)
    sent = Letter.objects.filter(pk=letter.pk, sent_at__isnull=True).update(
        subject=filled.subject,
        body=filled.body,
        recipient=letter.application.email,
        sent_at=timezone.now(),
    )
    letter.refresh_from_db()
    if sent:
        mail = send_letter(letter.recipient, mail=notices.as_mail(letter), by=by)
        Letter.objects.filter(pk=letter.pk).update(mail=mail)
        letter.mail = mail
        trail.record(
            "vetting.letter_sent", on=letter.application, by=by, kind=letter.kind, letter=letter.pk
        )
    return letter


@transaction.atomic
def keep_text(*, kind: LetterKind, subject: str, body: str, by) -> LetterText:
    """A new version of what letters of a kind say; those that have been written keep theirs. Raises
    `Refused`; ValidationError for a CPR number."""
    stop_if([*to_write_texts(by), *to_word(kind, subject, body)])
    refuse_cpr(subject, body)
    newest = LetterText.objects.filter(kind=kind).order_by("-number").first()
    if newest is not None and (newest.subject, newest.body) == (subject, body):
        return newest
    text = LetterText.objects.create(
        kind=kind,
        number=newest.number + 1 if newest else 1,
        subject=" ".join(subject.split()),
        body=body.strip(),
        written_by=by,
    )
    trail.record("vetting.text_changed", on=text, by=by, kind=str(kind), number=text.number)
    return text


def _change(letter: Letter) -> None:
    """Only a draft is written over, whoever else has it open."""
    changed = Letter.objects.filter(pk=letter.pk, sent_at__isnull=True).update(
        **{
            name: getattr(letter, name)
            for name in (
                "subject",
                "body",
                "text",
                "remedy",
                "reason",
                "due_on",
                "drafted_by",
                "drafted_at",
            )
        }
    )
    if not changed:
        stop_if([Blocker("sent", _("The letter has been sent, and is not changed any more."))])
