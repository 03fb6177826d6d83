"""Who asks, for which addresses, and how many queries an answer takes."""


def member() -> str:
    """The cookie of a member of the demo network who has logged in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from members.people.models import User
    from portal.demo.logins import LOGINS

    person = User.objects.get(email=LOGINS[1].email)
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def addresses() -> dict[str, str]:
    """The pages to measure, by what they are called."""
    from django.urls import reverse

    from . import full

    return {
        "process is up": reverse("healthz"),  # the middlewares and nothing else
        "front page": "/",
        "Min side": reverse("home_member"),
        "question list": reverse("questions:list"),
        "question page": reverse("questions:question", args=[full.fill().pk]),
    }


def queries(path: str, cookie: str) -> int:
    """How many queries one page takes, counted in this process."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    if cookie:
        client.cookies[settings.SESSION_COOKIE_NAME] = cookie.partition("=")[2]
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)
