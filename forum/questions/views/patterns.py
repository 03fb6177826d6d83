"""Pieces of a question's page that are the same for many texts and readers, filled in for each place they
stand in (`portal.ui.patterns`).

Rendering the buttons under thirty answers anew took a third of the page's time, the answer form a tenth,
what stands around the answers a third of the rest.
"""

import uuid
from collections.abc import Iterable
from typing import NamedTuple

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from portal.ui.patterns import NUMBER, PLACES, Pattern

from ..forms import AnswerForm, CommentForm
from ..models import Question
from ..tools import AnswerTools, CommentTools

#: What stands in a kept form where its own key belongs.
KEY = "00000000-0000-4000-8000-000000000000"
#: What stands in the ids of the comment form where an answer's number belongs; `question.js` knows it, too.
PREFIX = "kommentar_0_"
#: Seconds after which the answer form looks for new guides to cite.
MINUTE = 60

_AROUND = Pattern("questions/pieces/around.html")
_ANSWER_TOOLS = Pattern("questions/pieces/tools.html", most=512)
_COMMENT_TOOLS = Pattern("questions/pieces/comment_tools.html")
_COMMENT_FIELDS = Pattern("questions/pieces/comment_fields.html")
_DRAFT = Pattern("questions/pieces/draft.html")
_FIRST_NEW = Pattern("questions/pieces/first_new.html")
_SIMILAR = Pattern("questions/pieces/similar.html")
_CONFIDENCE = Pattern("questions/pieces/confidence.html")


class Around(NamedTuple):
    """All that the page around the texts depends on."""

    level: str
    bookmarked: bool
    stands: bool
    answered: bool
    takes_answers: bool
    has_new: bool
    has_claimed: bool
    may_write: bool
    may_edit: bool
    may_delete: bool
    may_trace: bool


def around(facts: Around, question: Question, **pieces: object) -> SafeString:
    """The page between head and aside."""

    def given() -> dict:
        return {"question": {"pk": NUMBER}, "follows": facts.level}

    return _AROUND.filled(facts, given, number=question.pk, seq=question.seq, **pieces)


def answer_tools(tools: AnswerTools, answer_id: int, *, token: str) -> SafeString:
    """The buttons under one answer; under number 0, the page's own pattern for answers that arrive while
    it is open."""
    return _ANSWER_TOOLS.filled(tools, number=answer_id, token=token)


def comment_tools(tools: CommentTools, comment_id: int, *, token: str) -> SafeString:
    """The buttons under one comment; nothing for most readers."""
    if not tools:
        return SafeString("")
    return _COMMENT_TOOLS.filled(tools, number=comment_id, token=token)


def answers(texts: Iterable[SafeString], first_new: int | None) -> SafeString:
    """One after the other, with a line before the first that is new to the reader."""
    found = list(texts)
    if first_new is not None:
        found.insert(first_new, _FIRST_NEW.filled())
    return mark_safe("".join(found))


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


def draft_line(address: str, draft, *, fetched: bool) -> SafeString:
    """What is said of the draft, and its buttons; the same for all who have not begun to write."""
    if draft is None:
        return _DRAFT.filled(given=lambda: {"draft_url": PLACES["address"]}, address=address)
    given = {"draft": draft, "draft_url": address, "draft_fetched": fetched}
    return render_to_string("questions/pieces/draft.html", given)


def comment_fields(*, token: str, anonymous: bool) -> SafeString:
    """The form that `question.js` opens under an answer. It stands on the page once: thirty of them were two
    thirds of it."""

    def given() -> dict:
        initial = {"anonymous": anonymous, "key": KEY}
        return {"form": CommentForm(initial=initial, auto_id=f"{PREFIX}%s")}

    return _COMMENT_FIELDS.filled(anonymous, given, token=token)


def similar(questions: Iterable[Question]) -> SafeString:
    """Where one might read on; nothing when there is nothing alike."""
    found = tuple((each.pk, each.title) for each in questions)
    return _SIMILAR.filled(found) if found else SafeString("")


def confidence() -> SafeString:
    """What must never stand in a text."""
    return _CONFIDENCE.filled()
