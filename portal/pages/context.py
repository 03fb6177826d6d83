"""The frame around every page: menu, hotline, bell, account and footer.

Nothing is read before a template asks. What is the same for all readers (settings and menu pages) is
kept in the process until someone changes it, so that a warm page costs a stranger nothing and a member
the one question behind the bell. Head and foot are rendered once for all pages on which they are the same.
"""

from functools import cached_property, lru_cache
from uuid import uuid4

import structlog
from django.conf import settings
from django.middleware.csrf import get_token
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from members.people.enums import Permission, Role
from members.people.queries import next_post
from members.people.rules import begins_later, is_member, may, roles_of
from portal.kit import alike
from portal.notices.queries import unread_count
from portal.ui.patterns import Pattern

from .hotline import status
from .models import NetworkSettings
from .queries import menu_pages

log = structlog.get_logger("portal.pages")

#: Two or three heads for each of those who are about.
_TOP = Pattern("elements/top.html", most=1000)
_FOOT = Pattern("elements/foot.html", most=20)

ROOMS = (
    ("home_member", gettext_lazy("My page")),
    ("questions:list", gettext_lazy("Ask the network")),
    ("meetings:list", gettext_lazy("Meetings")),
    ("conference:home", gettext_lazy("Annual conference")),
    ("library:list", gettext_lazy("Library")),
    ("directory:list", gettext_lazy("Members")),
)
#: Rooms without a place in the menu of their own, and whose place is marked there instead.
UNDER = {"courses:list": "meetings:list"}
ACCOUNT = (
    ("directory:me", gettext_lazy("My profile")),
    ("membership:mine", gettext_lazy("My membership")),
    ("account_email", gettext_lazy("Account and log-in")),
    ("notices:settings", gettext_lazy("Notification settings")),
    ("retention:my_data", gettext_lazy("My data")),
)


def frame(request):
    """`frame` for every template; one per request, whatever is rendered in it."""
    if not hasattr(request, "_frame"):
        request._frame = Frame(request)
    return {"frame": request._frame}


#: The network's settings and its menu pages; read only.
common = alike.Alike(lambda: {"network": NetworkSettings.load(), "pages": menu_pages()})


def find(name: str) -> str | None:
    """An address by its name, or None where that room has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


@lru_cache
def _rooms(language: str) -> list[str]:
    return [url for name in (*dict(ROOMS), *UNDER) if (url := find(name))]


class Frame:
    """What the frame shows to one reader. An error page is framed too, so what cannot be read is left
    out instead of raised."""

    def __init__(self, request):
        self._request = request
        self._user = getattr(request, "user", None)

    @cached_property
    def _common(self) -> dict:
        try:
            return {**common(), "stamp": alike.stamp()}
        except Exception:  # a page without its menu is better than none
            log.exception("frame_not_read")
            return {"network": NetworkSettings(), "pages": [], "stamp": uuid4().hex}

    @cached_property
    def top(self) -> SafeString:
        """The page's head. It is rendered once for all pages on which it would be the same."""
        path = self._request.path
        facts = (
            self._common["stamp"],
            self.is_member,
            self.can_enter_desk,
            self.hotline,
            self.user_initials,
            self._name,
            self.unread,
            next((url for url in self._addresses if path.startswith(url)), None),
        )
        given = {"frame": self, "name": self._name}
        return _TOP.filled(facts, lambda: given, token=self.token)

    @cached_property
    def foot(self) -> SafeString:
        """The page's foot; the form that changes the language leads back to this very address."""
        return _FOOT.filled(
            (self._common["stamp"], self.is_member),
            lambda: {"frame": self},
            here=self._request.get_full_path(),
            token=self.token,
        )

    @cached_property
    def token(self) -> str:
        """What every form of the page sends; it is masked once for all of them."""
        return get_token(self._request)

    @cached_property
    def _name(self) -> str:
        return self._guarded(lambda user: user.name if user.is_authenticated else "", "")

    @cached_property
    def _addresses(self) -> list[str]:
        """Where the words of the menu lead."""
        if self.is_member:
            return _rooms(get_language())
        return [page["url"] for page in self._pages("in_menu") if page["url"]]

    @cached_property
    def network(self) -> NetworkSettings:
        return self._common["network"]

    @cached_property
    def is_member(self) -> bool:
        return self._guarded(is_member, False)

    @cached_property
    def is_applicant(self) -> bool:
        return self._guarded(lambda user: Role.APPLICANT in roles_of(user), False)

    @cached_property
    def opens_on(self):
        """The day on which the members' rooms open to somebody who is admitted and begins later."""
        return self._guarded(
            lambda user: (
                post.starts_on if begins_later(user) and (post := next_post(user)) else None
            ),
            None,
        )

    @cached_property
    def is_former_member(self) -> bool:
        return self._guarded(lambda user: Role.FORMER_MEMBER in roles_of(user), False)

    @cached_property
    def is_suspended(self) -> bool:
        return self._guarded(lambda user: Role.SUSPENDED in roles_of(user), False)

    @cached_property
    def can_enter_desk(self) -> bool:
        return self._guarded(lambda user: may(user, Permission.ENTER_DESK), False)

    @cached_property
    def unread(self) -> int:
        return self._guarded(unread_count, 0)

    @cached_property
    def user_initials(self) -> str:
        return self._guarded(lambda user: user.initials if user.is_authenticated else "", "")

    @cached_property
    def hotline(self):
        """Only for those who may call it."""
        if not self.is_member:
            return None
        return status(self.network.hotline_opens, self.network.hotline_closes, timezone.now())

    @cached_property
    def nav(self) -> list[dict]:
        if self.is_member:
            words = [(find(name), text) for name, text in ROOMS]
        else:
            words = [(page["url"], page["text"]) for page in self._pages("in_menu")]
        path = self._request.path
        here = next(
            (place for room, place in UNDER.items() if path.startswith(find(room) or " ")), ""
        )
        return [
            {"url": url, "text": text, "current": path.startswith(url) or url == find(here)}
            for url, text in words
            if url
        ]

    @cached_property
    def footer_links(self) -> list[dict]:
        return [{"url": page["url"], "text": page["text"]} for page in self._pages("in_footer")]

    @cached_property
    def account_links(self) -> list[dict]:
        links = [{"url": find(name), "text": text} for name, text in ACCOUNT]
        if self.can_enter_desk:
            links.append({"url": find("wagtailadmin_home"), "text": _("The secretariat's desk")})
        return [link for link in links if link["url"]]

    @cached_property
    def languages(self) -> list[dict]:
        active = get_language()
        return [
            {
                "code": code,
                "name": get_language_info(code)["name_local"].capitalize(),
                "current": code == active,
            }
            for code, _name in settings.LANGUAGES
        ]

    def _pages(self, place: str) -> list[dict]:
        """Menu or footer pages in the reader's language that the reader may open."""
        language = get_language() or settings.LANGUAGE_CODE
        return [
            page
            for page in self._common["pages"]
            if page[place]
            and page["language"] == language
            and (self.is_member or not page["for_members"])
        ]

    def _guarded(self, ask, otherwise):
        if self._user is None:
            return otherwise
        try:
            return ask(self._user)
        except Exception:
            log.exception("frame_not_read")
            return otherwise
