"""A thousand members who have logged in, and a question for them to watch."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from forum.questions import flows
from members.municipalities.models import Municipality
from members.people.models import Membership, Post, User

ADDRESS = "tilskuer{}@example.dk"


@dataclass(frozen=True)
class Crowd:
    """A session's cookie for each member, their keys in the same order, and the key of one who writes."""

    cookies: list[str]
    people: list[int]
    writer: int


def gather(size: int) -> Crowd:
    """As many members as asked for, each with a session; the accounts are made once. Rows are written
    without the flows here: a thousand admissions would write letters and take minutes."""
    addresses = [ADDRESS.format(number) for number in range(size)]
    there = set(User.objects.filter(email__in=addresses).values_list("email", flat=True))
    new = User.objects.bulk_create(
        User(email=each, email_key=each, name="Tilskuer", name_key=each, password="!")
        for each in addresses
        if each not in there
    )
    homes, now = list(Municipality.objects.all()), timezone.now()
    Membership.objects.bulk_create(Membership(person=each, admitted_at=now) for each in new)
    Post.objects.bulk_create(
        Post(person=each, municipality=homes[number % len(homes)], starts_on=timezone.localdate())
        for number, each in enumerate(new)
    )
    people = list(User.objects.filter(email__in=addresses).order_by("pk"))
    sessions = [_session_of(person) for person in people]
    Session.objects.bulk_create(sessions)
    return Crowd(
        [f"{settings.SESSION_COOKIE_NAME}={each.session_key}" for each in sessions],
        [person.pk for person in people],
        people[0].pk,
    )


def _session_of(person: User) -> Session:
    store = SessionStore()
    contents = {
        SESSION_KEY: str(person.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: person.get_session_auth_hash(),
    }
    return Session(
        session_key=store._get_new_session_key(),
        session_data=store.encode(contents),
        expire_date=store.get_expiry_date(),
    )


def ask(crowd: Crowd) -> int:
    """A new question; its key."""
    question = flows.ask(
        title="Hvor lang er fristen for aktindsigt?",
        body="<p>Borgeren har ventet i tre uger på sin aktindsigt.</p>",
        by=User.objects.get(pk=crowd.writer),
    )
    return question.pk
