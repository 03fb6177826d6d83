"""Delivery: the worker sends what is due, and tries again with growing delays."""

from datetime import timedelta

import structlog
from crontask import cron
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import timezone, translation

from portal.audit import trail

from . import enclosures
from .enums import MailState
from .message import Letter
from .models import OutgoingMail
from .subscriptions import address, of_mail

log = structlog.get_logger("portal.notices")

#: Minutes until the next attempt; after the last one the mail has failed and the secretariat sees it.
DELAYS = (1, 5, 30, 120, 480, 1440)
#: A claim older than this belongs to a worker that died.
CLAIM = timedelta(minutes=10)


@cron("* * * * *")
@task(priority=10)
def deliver_due() -> int:
    """Send every mail that is due; returns how many went out. Safe to run twice or side by side."""
    sent = 0
    while (mail := _claim_next()) is not None:
        sent += _deliver(mail)
    return sent


def _claim_next() -> OutgoingMail | None:
    """Claim one due mail by a conditional update, which is one on both databases."""
    now = timezone.now()
    due = Q(state__in=[MailState.QUEUED, MailState.SENDING], next_attempt_at__lte=now)
    for mail in OutgoingMail.objects.filter(due).order_by("next_attempt_at")[:20]:
        claimed = OutgoingMail.objects.filter(
            due, pk=mail.pk, next_attempt_at=mail.next_attempt_at
        ).update(state=MailState.SENDING, next_attempt_at=now + CLAIM)
        if claimed:
            return mail
    return None


def _deliver(mail: OutgoingMail) -> bool:
    mine = OutgoingMail.objects.filter(pk=mail.pk)
    try:
        if not _may_still_go(mail):
            mine.delete()
            return False
        message = render(mail)
        message.send()
    except Exception as error:  # whatever the server or a template says, the mail is kept
        attempts = mail.attempts + 1
        failed = attempts > len(DELAYS)
        mine.update(
            state=MailState.FAILED if failed else MailState.QUEUED,
            attempts=attempts,
            error=type(error).__name__,
            next_attempt_at=timezone.now()
            + timedelta(minutes=DELAYS[min(attempts, len(DELAYS)) - 1]),
        )
        log.warning("mail_not_sent", mail=mail.pk, attempts=attempts, kind=type(error).__name__)
        if failed and mail.leaves_no_trace:
            _forget(mail, "notices.last_letter_lost")
        return False
    if mail.leaves_no_trace:
        _forget(mail, "notices.last_letter_sent")
        return True
    mine.update(
        state=MailState.SENT,
        sent_at=timezone.now(),
        subject=message.subject[:300],
        context={},
        subscription="",
        enclosure="",
        error="",
        attempts=mail.attempts + 1,
    )
    return True


@transaction.atomic
def _forget(mail: OutgoingMail, action: str) -> None:
    """Delete a letter whose reader has been erased; the trail keeps that there was one, and not to whom."""
    mail.delete()
    trail.record(action, on=None, by=None)


def _may_still_go(mail: OutgoingMail) -> bool:
    """Whether the recipient may have the letter today: hours can lie between the deed and the sending, and
    a membership or an interest may have ended meanwhile. What they may not have leaves the letter."""
    subscription = of_mail(mail)
    if subscription is None:
        return True
    values = subscription.kind.to_send(mail.recipient, subscription.number, mail.context)
    if values is None:
        return False
    mail.context = values
    return True


def render(mail: OutgoingMail) -> Letter:
    """The finished message in the recipient's language: subject, plain text and HTML."""
    with translation.override(mail.language):
        context = _context(mail)
        message = Letter(
            _subject(mail, context),
            render_to_string(f"{mail.template}.txt", context).strip() + "\n",
            to=[mail.address],
            headers={
                "Message-ID": mail.message_id,
                "Auto-Submitted": "auto-generated",
                **_way_out(context),
            },
        )
        message.attach_alternative(render_to_string(f"{mail.template}.html", context), "text/html")
        message.invitations = enclosures.of_mail(mail)
    return message


def _way_out(context: dict) -> dict[str, str]:
    """What lets a mail program offer its own button for leaving (RFC 8058)."""
    if not context["unsubscribe"]:
        return {}
    return {
        "List-Unsubscribe": f"<{context['unsubscribe']}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def subject(mail: OutgoingMail) -> str:
    """What the message's subject will be, or was; raises TemplateDoesNotExist for an unknown letter."""
    if mail.subject:
        return mail.subject
    with translation.override(mail.language):
        return _subject(mail, _context(mail))


def _subject(mail: OutgoingMail, context: dict) -> str:
    return " ".join(render_to_string(f"{mail.template}.subject.txt", context).split())


def _context(mail: OutgoingMail) -> dict:
    return {
        **mail.context,
        "recipient_name": mail.recipient.name if mail.recipient else "",
        "base_url": settings.BASE_URL,
        "link": settings.BASE_URL + mail.context.get("url", "/"),
        "unsubscribe": settings.BASE_URL + address(mail) if of_mail(mail) else "",
    }
