"""What a question's page shows to all its readers alike: rendered once, and kept for a minute.

It is kept under the number of the latest thing that happened to the question, so whatever is written,
changed, judged or deleted is on the page at once. What can change without that (a colleague's new name or
office, a guide's newer version) comes along within the minute.

No reader is known here: the buttons are put into the places that the pieces leave for them. Whether
someone may see the page at all has been asked before.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from .models import Question
from .queries import claims_on, shown_answers, shown_attachments, with_bylines
from .readings import words

#: Seconds.
MINUTE = 60
#: Where the reader's buttons go. Nothing a member writes can look like it: comments in HTML are cleaned away.
READINGS = "<!--readings-->"
PLACE = re.compile(r"<!--tools:(answer|comment):(\d+)-->")


class Shape(NamedTuple):
    """What must be known of a text to say what a reader may do to it."""

    pk: int
    author_id: int | None
    anonymous: bool
    deleted_at: object = None
    hidden_at: object = None
    accepted_at: object = None
    confirmed_at: object = None
    created_at: datetime = datetime.max


@dataclass(frozen=True)
class KeptAnswer:
    """An answer as it stands on the page, its comments with it."""

    shape: Shape
    comments: tuple[Shape, ...]
    html: str

    def with_tools(self, tools_for: Callable[[str, Shape], str]) -> SafeString:
        """With the reader's buttons; `tools_for` is given "answer" or "comment", and which."""
        shapes = {("answer", self.shape.pk): self.shape}
        shapes |= {("comment", each.pk): each for each in self.comments}
        return mark_safe(
            PLACE.sub(lambda found: tools_for(found[1], shapes[found[1], int(found[2])]), self.html)
        )


@dataclass(frozen=True)
class KeptPage:
    """The pieces of a page, each as a text that may stand in it."""

    trail: SafeString
    facts: (
        SafeString  # with a place for the number of readers, which counts on between two renderings
    )
    status: SafeString
    sheet: SafeString
    topics: SafeString
    count: SafeString
    claims: SafeString
    claimants: dict[int, datetime]  # who is writing an answer, until when
    moved: SafeString  # where answers stand now that once stood here
    answers: tuple[KeptAnswer, ...]

    def first_new_to(self, user, since: datetime | None) -> int | None:
        """The place of the first answer by somebody else after a moment; None when there is none."""
        if since is None:
            return None
        for place, answer in enumerate(self.answers):
            shape = answer.shape
            stands = shape.deleted_at is None and shape.hidden_at is None
            if stands and shape.created_at > since and shape.author_id != user.pk:
                return place
        return None

    def has_claimed(self, user) -> bool:
        """Whether the reader has said that they are writing an answer."""
        until = self.claimants.get(user.pk)
        return until is not None and until > timezone.now()

    def facts_with(self, readings: int) -> SafeString:
        """The line of facts, with how many have read the question."""
        return mark_safe(self.facts.replace(READINGS, words(readings)))


def page_of(question: Question) -> KeptPage:
    """The pieces in the language of the moment."""
    key = f"questions.page.{question.pk}.{question.seq}.{get_language()}"
    page = cache.get(key)
    if page is None:
        page = _render(question.pk)
        cache.set(key, page, MINUTE)
    return page


def _render(pk: int) -> KeptPage:
    whole = with_bylines(Question.objects.filter(pk=pk))
    question = (
        whole.select_related("audience", "duplicate_of")
        .prefetch_related("topics", shown_attachments())
        .get()
    )

    def piece(name: str, **given) -> SafeString:
        return render_to_string(f"questions/pieces/{name}.html", {"question": question, **given})

    claims = claims_on(question)
    return KeptPage(
        trail=piece("trail"),
        facts=piece("facts", readings=mark_safe(READINGS)),
        status=piece("status"),
        sheet=piece("sheet"),
        topics=piece("topics"),
        count=piece("count"),
        claims=piece("claims", claims=claims),
        claimants={each.person_id: each.until for each in claims},
        moved=mark_safe(
            "".join(piece("moved", answer=each) for each in question.moved_answers.only("pk"))
        ),
        answers=tuple(
            KeptAnswer(
                Shape(
                    answer.pk,
                    answer.author_id,
                    answer.anonymous,
                    answer.deleted_at,
                    answer.hidden_at,
                    answer.accepted_at,
                    answer.confirmed_at,
                    answer.created_at,
                ),
                tuple(
                    Shape(each.pk, each.author_id, each.anonymous, each.deleted_at, each.hidden_at)
                    for each in answer.comments.all()
                ),
                piece("answer", answer=answer),
            )
            for answer in shown_answers(question)
        ),
    )
