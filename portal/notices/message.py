"""The message itself, where Django and Python alone would write it so that nobody reads it."""

import email.policy
from collections.abc import Sequence
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
    """A mail whose way out stays readable on the way, and that may carry invitations beside its words."""

    invitations: Sequence[Invitation] = ()

    def message(self, *, policy=email.policy.default):
        message = super().message(policy=policy.clone(header_factory=_headers))
        if len(self.invitations) == 1:
            _beside_the_words(message).attach(_part(self.invitations[0]))
        elif self.invitations:
            _attach(message, self.invitations)
        return message


def _part(invitation: Invitation) -> MIMEPart:
    """Not as a text: Python would end its lines otherwise than the standard for calendars says."""
    part = MIMEPart()
    part.set_content(invitation.content, maintype="text", subtype="calendar", cte="base64")
    part.set_param("method", invitation.method)
    part.set_param("charset", "utf-8")
    return part


def _beside_the_words(message):
    """As one more way to read the letter, which is where Outlook, Google and Apple look for it."""
    return next(
        each for each in message.walk() if each.get_content_type() == "multipart/alternative"
    )


def _attach(message, invitations: Sequence[Invitation]) -> None:
    """Several cannot all be the same letter in another form, so each is a file after the words, which a
    calendar opens with one click."""
    message.make_mixed()
    for number, invitation in enumerate(invitations, start=1):
        part = _part(invitation)
        part.add_header("Content-Disposition", "attachment", filename=f"dato-{number}.ics")
        message.attach(part)
