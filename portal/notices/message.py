"""The message itself, where Django and Python alone would write it so that nobody reads it."""

import email.policy
from email.headerregistry import HeaderRegistry, UnstructuredHeader
from email.message import MIMEPart

from django.core.mail import EmailMultiAlternatives

from .enclosures import Invitation


class UnbrokenHeader(UnstructuredHeader):
    """A header in one piece. Python cuts words that are longer than a line into encoded ones, and no mail
    program looks for an address in those; the standard lets a line have 998 characters."""

    def fold(self, *, policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined] # the registry's


_headers = HeaderRegistry()
# The registry makes a header of it by mixing in its own base.
_headers.map_to_type("list-unsubscribe", UnbrokenHeader)  # type: ignore[arg-type]


class Letter(EmailMultiAlternatives):
    """A mail whose way out stays readable on the way, and that may carry an invitation beside its words."""

    invitation: Invitation | None = None

    def message(self, *, policy=email.policy.default):
        message = super().message(policy=policy.clone(header_factory=_headers))
        if self.invitation is not None:
            _add(message, self.invitation)
        return message


def _add(message, invitation: Invitation) -> None:
    """As one more way to read the letter, which is where Outlook, Google and Apple look for it. Not as a
    text: Python would end its lines otherwise than the standard for calendars says."""
    part = MIMEPart()
    part.set_content(invitation.content, maintype="text", subtype="calendar", cte="base64")
    part.set_param("method", invitation.method)
    part.set_param("charset", "utf-8")
    words = next(
        each for each in message.walk() if each.get_content_type() == "multipart/alternative"
    )
    words.attach(part)
