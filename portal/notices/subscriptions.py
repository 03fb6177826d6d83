"""Mails that one can leave: what kinds there are, and the signed address that leaves with one click.

A letter of such a kind says so on its row, as `kind:number` (`question:17`). The rooms above offer the
kinds, for only they know what it means to leave one, and who may still be sent what was queued.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.contrib.auth import get_user_model
from django.core import signing
from django.urls import reverse

from .models import OutgoingMail

SALT = "portal.notices.subscriptions"
#: The letter with the address lies in a mailbox for long, and is gone from the portal after 90 days.
VALID = 180 * 86_400


class Leave(Protocol):
    """A flow that lets a person leave; safe to repeat."""

    def __call__(self, *, person: Any, number: int, by: Any) -> None: ...


@dataclass(frozen=True)
class Kind:
    """One kind of mail that can be left. `number` is what it is about, 0 where there is but one.

    `words` say what one leaves, as this person may read it. `to_send` is asked just before a letter
    goes out and gives its values as the person may have them now, or None when it must not go.
    """

    words: Callable[[Any, int], str]
    leave: Leave
    to_send: Callable[[Any, int, dict], dict | None]


KINDS: dict[str, Kind] = {}


def offer(name: str, kind: Kind) -> None:
    """Make a kind known; called by its room when the portal starts."""
    KINDS[name] = kind


@dataclass(frozen=True)
class Subscription:
    """What one person would leave."""

    person: Any
    kind: Kind
    number: int

    @property
    def words(self) -> str:
        return self.kind.words(self.person, self.number)

    def leave(self) -> None:
        """The link is the person's own, so it is they who act."""
        self.kind.leave(person=self.person, number=self.number, by=self.person)


def of_mail(mail: OutgoingMail) -> Subscription | None:
    """What a letter can be left as; None for one that its recipient has to get."""
    return _found(mail.recipient, mail.subscription) if mail.recipient else None


def address(mail: OutgoingMail) -> str:
    """The path that leaves what the letter belongs to, signed for its recipient."""
    token = signing.dumps([mail.recipient_id, mail.subscription], salt=SALT)
    return reverse("notices:leave", args=[token])


def behind(token: str) -> Subscription | None:
    """What the signed address leaves; None when there is nothing left to leave. Raises
    `signing.BadSignature` (or its child `SignatureExpired`)."""
    key, name = signing.loads(token, salt=SALT, max_age=VALID)
    person = get_user_model()._default_manager.filter(pk=key).first()
    return _found(person, name) if person is not None else None


def _found(person: Any, name: str) -> Subscription | None:
    kind, _, number = name.partition(":")
    if kind not in KINDS or not number.isdecimal():
        return None
    return Subscription(person, KINDS[kind], int(number))
