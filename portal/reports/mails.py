"""A mail in the outbox as the secretariat reads it."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.template import TemplateDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.notices.enums import MailState
from portal.notices.models import OutgoingMail
from portal.notices.tasks import subject

#: The kind of error that stopped a mail, and what it means to someone who runs no mail server.
TROUBLES = {
    "SMTPRecipientsRefused": gettext_lazy("The address was refused. Is it spelt right?"),
    "SMTPSenderRefused": gettext_lazy("The mail server refused the portal as sender."),
    "SMTPAuthenticationError": gettext_lazy("The mail server refused the portal's password."),
    "SMTPDataError": gettext_lazy("The mail server refused the mail's content."),
    "SMTPServerDisconnected": gettext_lazy("The mail server hung up."),
    "ConnectionRefusedError": gettext_lazy("The mail server does not answer."),
    "TimeoutError": gettext_lazy("The mail server does not answer."),
    "gaierror": gettext_lazy("The mail server cannot be found."),
    "TemplateDoesNotExist": gettext_lazy("The letter's text is missing in the portal."),
}


def failed() -> QuerySet[OutgoingMail]:
    """The mails that have used up their attempts."""
    return OutgoingMail.objects.filter(state=MailState.FAILED)


@dataclass(frozen=True)
class Row:
    """One mail with its subject and, when it has not got out, why."""

    mail: OutgoingMail
    subject: str
    trouble: str


def row(mail: OutgoingMail) -> Row:
    """The mail in words. The kind of error stands last, for whoever has to search for it."""
    return Row(mail, _subject(mail), _trouble(mail.error) if mail.error else "")


def _subject(mail: OutgoingMail) -> str:
    try:
        return subject(mail)
    except TemplateDoesNotExist:
        return mail.template


def _trouble(error: str) -> str:
    words = TROUBLES.get(error, _("The mail server would not take it."))
    return f"{words} ({error})"
