"""The one door out: every notice and every mail is written here, in the caller's transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.functional import Promise

from portal.audit import trail
from portal.kit.prepared_rows import PreparedInsert
from portal.live.streams import person_group, push_many

from .enums import MailState
from .models import Notice, OutgoingMail
from .queries import forget_unread, notices_for
from .waking import wake

_write = PreparedInsert(OutgoingMail)


@dataclass(frozen=True)
class Mail:
    """A letter: the template's path without its endings, and JSON values for it. A lazily translated
    value is put into the language of whoever gets the letter.

    `<template>.subject.txt`, `<template>.txt` and `<template>.html` must exist; all three also get
    `recipient_name`, `base_url` and `link` (the absolute form of `context["url"]`).

    `subscription` names what the letter can be left as (`question:17`, see `subscriptions`); empty for
    one that its recipient has to get. `enclosure` names an invitation that it carries (see `enclosures`).
    """

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    subscription: str = ""
    enclosure: str = ""


@transaction.atomic
def tell(
    recipients: Iterable[Any],
    *,
    kind: str,
    title: str | Callable[[], str],
    url: str,
    mail: Mail | None = None,
    by: Any,
) -> list[Notice]:
    """Put a notice behind each recipient's bell, and with `mail` a letter in the outbox.

    A `title` with translated words in it is given as a function: it is asked once in each language
    that the recipients have chosen, for `by` may read another one than they do.

    `by` never gets word of their own deed, and a closed account of nothing. Rows only: the bell is
    pushed and the worker woken once the caller's transaction is committed. Returns the notices.
    """
    people = {
        person.pk: person
        for person in recipients
        if person.is_active and person.pk != getattr(by, "pk", None)
    }
    if not people:
        return []
    languages = {_language_of(person) for person in people.values()}
    titles = {language: _said(title, language) for language in languages}
    notices = Notice.objects.bulk_create(
        Notice(recipient_id=pk, kind=kind, title=titles[_language_of(person)][:300], url=url)
        for pk, person in people.items()
    )
    if mail is not None:
        OutgoingMail.objects.bulk_create(
            OutgoingMail(
                recipient_id=pk,
                address=person.email,
                template=mail.template,
                context={
                    "url": url,
                    "title": titles[language],
                    **_in_language(mail.context, language),
                },
                language=language,
                subscription=mail.subscription,
                enclosure=mail.enclosure,
            )
            for pk, person in people.items()
            if (language := _language_of(person))
        )
        wake()
    push_many([person_group(pk) for pk in people], {"type": "bell"})
    return notices


# A letter that cannot be written undoes the deed that causes it, so a deed's own transaction is enough.
@transaction.atomic(savepoint=False)
def send_letter(address: str, *, mail: Mail, to: Any = None, by: Any) -> OutgoingMail:
    """Queue one letter to an address that need not belong to an account."""
    language = _language_of(to)
    letter = _write.one(
        OutgoingMail(
            recipient=to,
            address=address,
            template=mail.template,
            context=_in_language(mail.context, language),
            language=language,
            subscription=mail.subscription,
            enclosure=mail.enclosure,
        )
    )
    wake()
    return letter


@transaction.atomic
def send_last_letter(address: str, *, mail: Mail, language: str, by: Any) -> OutgoingMail:
    """Queue a letter to somebody who has just been erased: it belongs to no account, and nothing is left of
    it when it has been sent."""
    letter = OutgoingMail.objects.create(
        address=address,
        template=mail.template,
        context=_in_language(mail.context, language),
        language=language,
        leaves_no_trace=True,
    )
    wake()
    return letter


def _language_of(person: Any) -> str:
    """The language a person has chosen; Danish for whoever has no account."""
    return getattr(person, "language", "") or settings.LANGUAGE_CODE


def _said(words: str | Callable[[], str], language: str) -> str:
    with translation.override(language):
        return str(words() if callable(words) else words)


def _in_language(context: dict[str, Any], language: str) -> dict[str, Any]:
    """The values as they are stored: what is translated only when it is read, is read now."""
    with translation.override(language):
        return {
            key: str(value) if isinstance(value, Promise) else value
            for key, value in context.items()
        }


@transaction.atomic
def mark_read(*, notices: Iterable[int] | None = None, by: Any) -> int:
    """Mark the given notices (ids), or all, of `by` as read; returns how many were unread."""
    unread = notices_for(by).filter(read_at__isnull=True)
    if notices is not None:
        unread = unread.filter(pk__in=list(notices))
    count = unread.update(read_at=timezone.now())
    forget_unread(by)
    if count:
        push_many([person_group(by.pk)], {"type": "bell"})
    return count


@transaction.atomic
def take_back(address: str, *, but_for: Iterable[int], by: Any) -> int:
    """Delete the notices that lead to an address or a place on that page, for all but these accounts
    (keys): their titles are not for the others any more. Returns how many."""
    there = Notice.objects.filter(Q(url=address) | Q(url__startswith=f"{address}#"))
    gone = there.exclude(recipient__in=list(but_for))
    people = set(gone.filter(read_at__isnull=True).values_list("recipient_id", flat=True))
    count = gone.delete()[0]
    forget_unread(by)
    push_many([person_group(pk) for pk in people], {"type": "bell"})
    return count


@transaction.atomic
def resend(*, mail: OutgoingMail, by: Any) -> OutgoingMail:
    """Try a failed mail again from the start; a mail in another state is left as it is."""
    changed = OutgoingMail.objects.filter(pk=mail.pk, state=MailState.FAILED).update(
        state=MailState.QUEUED, attempts=0, next_attempt_at=timezone.now(), error=""
    )
    if changed:
        trail.record("notices.mail_resent", on=mail, by=by)
        wake()
    mail.refresh_from_db()
    return mail
