"""The signed links to an application, as they stand in the mails."""

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
