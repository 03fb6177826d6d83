"""The embedded mode writes its mails into a folder in place of a mail server: what they say of somebody who
is erased goes, too."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

from django.conf import settings

from portal.notices.folder import FOLDERS, messages_in

from .remains import Traces


def forget(traces: Traces) -> int:
    """Delete every mail on disk in which one of the traces stands; returns how many files that was. In
    production, where no mailer writes into a folder, there is nothing to do."""
    count = 0
    for folder in _folders():
        for file in folder.glob("*.log"):
            if any(traces.pattern.search(text) for text in _texts(file)):
                file.unlink(missing_ok=True)
                count += 1
    return count


def _folders() -> Iterator[Path]:
    for mailer in settings.MAILERS.values():
        if mailer["BACKEND"] == FOLDERS:
            yield Path(cast(dict, mailer["OPTIONS"])["file_path"])


def _texts(file: Path) -> Iterator[str]:
    """The heads and the parts of every mail in it, as a mail program shows them."""
    for message in messages_in(file):
        yield from (str(value) for value in message.values())
        for part in message.walk():
            if part.get_content_maintype() == "text":
                yield str(part.get_content())
