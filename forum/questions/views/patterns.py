"""Pieces of a question's page that are the same for many texts and readers but for a number and two keys:
rendered once for each language and kept, and filled in for each place they stand in.

Rendering the buttons under thirty answers anew took a third of the page's time, the answer form a tenth.
"""

import uuid
from functools import lru_cache

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from ..forms import AnswerForm, CommentForm
from ..tools import AnswerTools, CommentTools

#: What stands in a pattern where the reader's token against forged forms and a form's own key belong.
TOKEN = "the-token-of-the-reader"
KEY = "00000000-0000-4000-8000-000000000000"
#: What stands in the ids of the comment form where an answer's number belongs; `question.js` knows it, too.
PREFIX = "kommentar_0_"
#: Seconds after which the answer form looks for new guides to cite.
MINUTE = 60


def answer_tools(tools: AnswerTools, answer_id: int, *, token: str) -> SafeString:
    """The buttons under one answer; under number 0, the page's own pattern for answers that arrive while
    it is open."""
    html = _answer_tools(get_language(), tools).replace("/svar/0/", f"/svar/{answer_id}/")
    return mark_safe(html.replace(TOKEN, token))


def comment_tools(tools: CommentTools, comment_id: int, *, token: str) -> SafeString:
    """The buttons under one comment; nothing for most readers."""
    if not tools:
        return SafeString("")
    html = _comment_tools(get_language(), tools)
    return mark_safe(html.replace("/0/", f"/{comment_id}/").replace(TOKEN, token))


def answer_fields(*, anonymous: bool) -> SafeString:
    """The fields of an answer that nobody has begun to write."""
    kept = f"questions.answer_fields.{get_language()}.{anonymous}"
    html = cache.get(kept)
    if html is None:
        html = fields_of(AnswerForm(initial={"anonymous": anonymous, "key": KEY}))
        cache.set(kept, html, MINUTE)
    return mark_safe(html.replace(KEY, str(uuid.uuid4())))


def fields_of(form: AnswerForm) -> SafeString:
    """The fields of an answer as they stand on the page."""
    return render_to_string("questions/pieces/answer_fields.html", {"form": form})


def comment_fields(*, token: str, anonymous: bool) -> SafeString:
    """The form that `question.js` opens under an answer. It stands on the page once: thirty of them were two
    thirds of it."""
    html = _comment_fields(get_language(), anonymous)
    return mark_safe(html.replace(TOKEN, token))


@lru_cache(maxsize=512)
def _answer_tools(language: str, tools: AnswerTools) -> str:
    given = {"tools": tools, "csrf_token": TOKEN}
    return render_to_string("questions/pieces/tools.html", given)


@lru_cache(maxsize=32)
def _comment_tools(language: str, tools: CommentTools) -> str:
    given = {"tools": tools, "csrf_token": TOKEN}
    return render_to_string("questions/pieces/comment_tools.html", given)


@lru_cache(maxsize=8)
def _comment_fields(language: str, anonymous: bool) -> str:
    form = CommentForm(initial={"anonymous": anonymous, "key": KEY}, auto_id=f"{PREFIX}%s")
    given = {"form": form, "csrf_token": TOKEN}
    return render_to_string("questions/pieces/comment_fields.html", given)
