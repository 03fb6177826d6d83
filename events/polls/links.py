"""Personal links in letters: signed, for one person and one thing. They open nothing else, and what they
lead to asks on each visit whether the person may still do it."""

from django.core import signing
from django.urls import reverse

from events.meetings.models import Meeting
from members.people.models import User

from .models import Poll

ANSWER, SIGN_UP = "events.polls.answer", "events.polls.sign_up"


def answer_path(poll: Poll, person: User) -> str:
    """Where this person answers this poll without logging in."""
    return reverse("polls:by_link", args=[signing.dumps([poll.pk, person.pk], salt=ANSWER)])


def sign_up_path(meeting: Meeting, person: User) -> str:
    """Where this person signs up for this meeting with one click."""
    return reverse("polls:sign_up", args=[signing.dumps([meeting.pk, person.pk], salt=SIGN_UP)])


def behind(token: str, salt: str) -> tuple[int, User | None]:
    """The number of the thing, and the person (None when the account is gone or closed). Raises
    `signing.BadSignature`."""
    number, key = signing.loads(token, salt=salt)
    return number, User.objects.filter(pk=key, is_active=True).first()
