"""Sending files along with a question, for the tests of attachments."""

from django.core.files.uploadedfile import SimpleUploadedFile


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def stored(folder) -> list[str]:
    return [path.suffix for path in folder.rglob("*") if path.is_file()]
