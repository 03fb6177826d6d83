"""What a mail server and an authenticator app would show, on a machine that has neither.

Embedded mode only: the addresses are not mounted elsewhere, and each view asks once more.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from functools import wraps
from pathlib import Path

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.csp import CSP
from django.utils.safestring import mark_safe
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from members.people.enums import SECRETARIAT
from members.people.models import User
from members.people.rules import roles_of
from portal.notices.folder import messages_in

NEWEST = 200
PAGE_POLICY: dict[str, Collection[str] | str] = {**settings.SECURE_CSP, "frame-src": [CSP.SELF]}
LETTER_POLICY: dict[str, Collection[str] | str] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "img-src": ["data:"],
    "frame-ancestors": [CSP.SELF],
}


def embedded_only(view: Callable) -> Callable:
    """404 in production, however the address came to be mounted."""

    @login_not_required
    @require_safe
    @wraps(view)
    def gate(request, *args, **kwargs):
        if not settings.EMBEDDED:
            raise Http404
        return view(request, *args, **kwargs)

    return gate


@dataclass(frozen=True)
class Letter:
    """One mail on disk: its file, its place in it and what stands in it."""

    file: str
    place: int
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"] or "")

    @property
    def to(self) -> str:
        return str(self.message["To"] or "")

    @property
    def at(self):
        return parsedate_to_datetime(str(self.message["Date"]))

    def part(self, kind: str) -> str:
        part = self.message.get_body(preferencelist=(kind,))
        return part.get_content() if part is not None else ""


def _files() -> list[Path]:
    folder = Path(settings.VAR) / "mail"
    return sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)


def _letters(file: Path) -> Iterator[Letter]:
    for place, message in enumerate(messages_in(file)):
        yield Letter(file.name, place, message)


def _find(name: str, place: int) -> Letter:
    """The letter at a place; the name is compared with the folder's, so it leads nowhere else."""
    for file in _files():
        if file.name == name:
            for letter in _letters(file):
                if letter.place == place:
                    return letter
    raise Http404


@embedded_only
def mails(request: HttpRequest) -> HttpResponse:
    """The newest mails that the portal has written to its folder."""
    letters = [letter for file in _files()[:NEWEST] for letter in _letters(file)]
    return render(request, "dev/mail_list.html", {"letters": letters})


@embedded_only
@csp_override(PAGE_POLICY)
def mail(request: HttpRequest, name: str, place: int) -> HttpResponse:
    """One mail: its text with links to click, and its HTML in a sandbox."""
    letter = _find(name, place)
    return render(
        request,
        "dev/mail_detail.html",
        {"letter": letter, "text": letter.part("plain"), "has_html": bool(letter.part("html"))},
    )


@embedded_only
@xframe_options_sameorigin
@csp_override(LETTER_POLICY)
def mail_html(request: HttpRequest, name: str, place: int) -> HttpResponse:
    """The HTML part as it is, for the frame: scripts are forbidden, links open in the whole window."""
    html = _find(name, place).part("html")
    if not html:
        raise Http404
    return HttpResponse(mark_safe(html.replace("<head>", '<head><base target="_top">', 1)))


@embedded_only
def codes(request: HttpRequest) -> HttpResponse:
    """The codes that the secretariat's authenticator apps show just now; never without DEBUG."""
    if not settings.DEBUG:
        raise Http404
    shown = []
    for device in Authenticator.objects.filter(type=Authenticator.Type.TOTP).select_related("user"):
        person: User = device.user
        if roles_of(person) & SECRETARIAT:
            shown.append((person, _code(device)))
    shown.sort(key=lambda pair: pair[0].name_key)
    return render(request, "dev/codes.html", {"codes": shown})


def _code(device: Authenticator) -> str:
    secret = get_adapter().decrypt(device.data["secret"])
    around_now = list(totp.yield_hotp_counters_from_time())
    counter = around_now[len(around_now) // 2]
    return totp.format_hotp_value(totp.hotp_value(secret, counter))
