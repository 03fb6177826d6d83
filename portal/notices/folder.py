"""The folder into which Django's file backend writes mails, where no mail server is wanted."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

FOLDERS = "django.core.mail.backends.filebased.EmailBackend"
#: What the backend writes after each message of a file.
BETWEEN = b"\n" + b"-" * 79 + b"\n"


def messages_in(file: Path) -> Iterator[EmailMessage]:
    """Every mail of one file: several lie in one when they were sent over one connection, or within one
    second over two that Python gave the same number."""
    for text in (file.read_bytes() + b"\n").split(BETWEEN):
        if text.strip():
            yield message_from_bytes(text, EmailMessage, policy=policy.default)
