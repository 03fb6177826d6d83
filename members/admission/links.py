"""Personal links: what stands in the mail, and what the database keeps of it."""

import hashlib
import secrets

from django.conf import settings
from django.core import signing

SALT = "members.admission.application"
DAY = 86_400


def application_token(application) -> str:
    """A signed token for an application's own pages; how old it is may be asked when it is read."""
    return signing.dumps(application.pk, salt=SALT)


def read_application_token(token: str) -> tuple[int, bool]:
    """The application's number, and whether the link is older than a draft's days. Raises
    `signing.BadSignature`."""
    try:
        return signing.loads(token, salt=SALT, max_age=settings.APPLICATION_DRAFT_DAYS * DAY), False
    except signing.SignatureExpired:
        return signing.loads(token, salt=SALT), True


def new_secret() -> tuple[str, str]:
    """A fresh secret for a mail and the hash of it for the database."""
    secret = secrets.token_urlsafe(32)
    return secret, hash_of(secret)


def hash_of(secret: str) -> str:
    """What the database keeps: whoever reads it cannot make a link of it."""
    return hashlib.sha256(secret.encode()).hexdigest()
