"""The message itself, with the one header that Python would otherwise write so that nobody reads it."""

import email.policy
from email.headerregistry import HeaderRegistry, UnstructuredHeader

from django.core.mail import EmailMultiAlternatives


class UnbrokenHeader(UnstructuredHeader):
    """A header in one piece. Python cuts words that are longer than a line into encoded ones, and no mail
    program looks for an address in those; the standard lets a line have 998 characters."""

    def fold(self, *, policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined] # the registry's


_headers = HeaderRegistry()
# The registry makes a header of it by mixing in its own base.
_headers.map_to_type("list-unsubscribe", UnbrokenHeader)  # type: ignore[arg-type]


class Letter(EmailMultiAlternatives):
    """A mail whose way out stays readable on the way."""

    def message(self, *, policy=email.policy.default):
        return super().message(policy=policy.clone(header_factory=_headers))
