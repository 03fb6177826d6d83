"""Answers from letters, with one click and without logging in: the signed address, and its page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from portal.kit.problems import Blocker, Refused

#: The deed itself is refused once its time is past; this only ends the oldest links.
VALID = 400 * 86_400


@dataclass(frozen=True)
class Links[Deed: TextChoices]:
    """The signed addresses of one room: two numbers and a deed, at the address of that name."""

    salt: str
    view: str
    deeds: type[Deed]

    def address(self, first: int, second: int | None, deed: Deed) -> str:
        """The path that does the deed."""
        return reverse(self.view, args=[signing.dumps([first, second, deed], salt=self.salt)])

    def behind(self, token: str) -> tuple[int, int, Deed]:
        """The numbers and the deed. Raises `signing.BadSignature` (or its child `SignatureExpired`)."""
        first, second, deed = signing.loads(token, salt=self.salt, max_age=VALID)
        return first, second, self.deeds(deed)


def broken(request: HttpRequest, room: str) -> HttpResponse:
    """The address says nothing any more."""
    return render(request, f"{room}/link_broken.html", status=410)


def answer(
    request: HttpRequest,
    *,
    room: str,
    person: Any,
    blockers: Callable[[], list[Blocker]],
    deed: Callable[[], Any],
    values: Mapping[str, Any],
) -> HttpResponse:
    """Ask, and do it with one POST, in the person's language. Looking changes nothing, for programs that
    check links look, too."""
    with translation.override(person.language):
        found, done = blockers(), False
        if not found and request.method == "POST":
            try:
                deed()
                done = True
            except Refused as refused:
                found = refused.blockers
        page = "link_done" if done else "link"
        return render(
            request, f"{room}/{page}.html", {**values, "person": person, "blockers": found}
        )
