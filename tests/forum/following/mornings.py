"""Mornings on which gathered letters go out, and the letters."""

from forum.following import flows
from portal.notices.models import OutgoingMail
from tests.factories.following import moment

#: A working week without holidays: 16 November 2026 is a Monday.
MONDAY, TUESDAY, FRIDAY = "2026-11-16", "2026-11-17", "2026-11-20"

SATURDAY, NEXT_MONDAY = "2026-11-21", "2026-11-23"


def run(day: str, clock: str = "07:00") -> int:
    return flows.send_digests(now=moment(f"{day} {clock}"), by=None)


def letters(person=None):
    mails = OutgoingMail.objects.filter(template="following/mail/gathered").order_by("pk")
    return list(mails.filter(recipient=person) if person else mails)


def titles(mail) -> list[str]:
    return [item["title"] for name in ("asked", "answered") for item in mail.context[name]]
