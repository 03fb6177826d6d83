"""Whole pages that are the same for many readers but for some places in them (`portal.ui.patterns`).

Of such a page nothing is rendered for one reader but what stands in the places. A template gets nothing but
its facts and places, so nothing on it can be somebody else's, or be old. Its tags may ask for what stays the
same as long as the process lives: addresses, files, the policy for what is erased.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from .patterns import PLACES, Pattern

_TOASTS = Pattern("elements/toasts.html", most=10)


@dataclass(frozen=True)
class _Network:
    name: str


@dataclass(frozen=True)
class _Frame:
    """What `base.html` asks of the frame around a page, with places for head and foot."""

    network: _Network
    user_initials: bool
    top: object = PLACES["top"]
    foot: object = PLACES["foot"]
    toasts: object = PLACES["toasts"]


class WholeAnswer(HttpResponse):
    """A page, and what it was made of, as Django's `TemplateResponse` says it."""

    context_data: Mapping[str, Any]


class WholePage:
    """One such page, which extends `base.html`. It keeps at most `most` renderings."""

    def __init__(self, template: str, most: int = 256):
        self._pattern = Pattern(template, most)

    def answer(
        self,
        request: HttpRequest,
        facts: Mapping[str, Hashable],
        made_of: Mapping[str, Any],
        shown: Callable[[], Mapping[str, Any]] = dict,
        /,
        **places: object,
    ) -> WholeAnswer:
        """The page for these facts, by their names in the template, with its places filled in. The places
        `token`, `nonce`, `top`, `foot` and `toasts` are everybody's own, and filled in here. `made_of` goes
        along with the answer, and is nothing to the template. `shown` makes more for the template, out of the
        facts alone."""
        around = _around(request)
        frame = around["frame"]
        outside = _Frame(_Network(frame.network.name), bool(frame.user_initials))
        answer = WholeAnswer(
            self._pattern.filled(
                (outside, *facts.items()),
                lambda: {
                    **facts,
                    **shown(),
                    "frame": outside,
                    "csp_nonce": PLACES["nonce"],
                },
                top=frame.top,
                foot=frame.foot,
                token=frame.token,
                nonce=around["csp_nonce"],
                toasts=_toasts(request),
                **places,
            )
        )
        answer.context_data = made_of
        return answer


def _around(request: HttpRequest) -> dict[str, Any]:
    """What every page is given by the settings' context processors."""
    found: dict[str, Any] = {}
    templates = engines["django"]
    assert isinstance(templates, DjangoTemplates), "the settings say so"
    for processor in templates.engine.template_context_processors:
        found.update(processor(request))
    return found


def _toasts(request: HttpRequest) -> SafeString:
    """What has just been done; most pages have nothing to say."""
    found = list(get_messages(request))
    return (
        render_to_string("elements/toasts.html", {"messages": found}) if found else _TOASTS.filled()
    )
