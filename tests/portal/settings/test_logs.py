"""What is logged, and what becomes of a line that cannot be."""

import os
import subprocess
import sys

from django.conf import settings

#: A value that cannot be put into words: the line fails while it is being written.
BROKEN_LINE = """
import django; django.setup()
import logging

class Person:
    def __repr__(self):
        raise ValueError("Mette Holm has no words")

log = logging.getLogger("portal.test")
log.warning("before", extra={"person": Person()})
log.warning("after")
"""

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "PORTAL_SECRET_KEY": "abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEFGHIJKLMNOP",
    "PORTAL_BASE_URL": "https://netvaerk.example.dk",
    "DATABASE_URL": "postgres://portal:portal@localhost:5432/portal",
    "REDIS_URL": "redis://localhost:6379/0",
    "PORTAL_SMTP_URL": "smtp://localhost:25",
    "PORTAL_MAIL_FROM": "Netværket <netvaerk@example.dk>",
    "PORTAL_STORAGE_URL": "file:///var/lib/portal/media",
}
EMBEDDED = {"DJANGO_SETTINGS_MODULE": "portal.settings.embedded"}


def written_by(program: str, environment: dict[str, str]) -> str:
    """All that a program of the portal writes, on either stream."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("PORTAL_")}
    answer = subprocess.run(
        [sys.executable, "-c", program],
        env={**inherited, **environment},
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return answer.stdout + answer.stderr


def test_production_loses_a_broken_line_rather_than_print_whom_it_was_about():
    written = written_by(BROKEN_LINE, PRODUCTION)
    assert "Mette" not in written
    assert "Traceback" not in written
    assert '"event": "after"' in written


def test_elsewhere_the_mistake_is_seen():
    written = written_by(BROKEN_LINE, EMBEDDED)
    assert "--- Logging error ---" in written
    assert "after" in written
