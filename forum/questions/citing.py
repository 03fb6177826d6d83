"""The forum's answers, offered to the library's room for rules that have changed: which of them rest on a
rule, and what a reader may see of them."""

from collections.abc import Collection, Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.kit import dates
from portal.ui import prose
from resources.care import citing
from resources.care.citing import Cited, Source
from resources.care.mentions import Rule

from .models import Answer
from .queries import standing_answers_for


def _standing():
    return Answer.objects.filter(deleted_at__isnull=True, question__deleted_at__isnull=True)


def _citing(rule: Rule, guides: Collection[int]) -> Iterator[int]:
    """Those that name one of the guides, and those whose own words name the rule."""
    wanted = Q(cites__in=list(guides))
    # A rule that is no paragraph ("artikel 15") can stand in any text.
    wanted |= Q(body__contains="§") if rule.is_paragraph else ~Q(body="")
    found = _standing().filter(wanted).order_by("pk").values_list("pk", "cites", "body")
    for pk, cites, body in found.iterator(chunk_size=500):
        if cites in guides or rule.is_named_in(prose.plain(body)):
            yield pk


def _still_there(numbers: Collection[int]) -> set[int]:
    return set(_standing().filter(pk__in=numbers).values_list("pk", flat=True))


def _shown(user, numbers: Collection[int]) -> dict[int, Cited]:
    """By the forum's own rule; who has written one is read there."""
    language = get_language() or "da"
    answers = standing_answers_for(user).filter(pk__in=numbers, question__hidden_at__isnull=True)
    return {
        answer.pk: Cited(
            answer.question.title,
            f"{reverse('questions:question', args=[answer.question_id])}#svar-{answer.pk}",
            _("Answer in the forum, %(date)s")
            % {"date": dates.long_date(answer.created_at, language)},
        )
        for answer in answers.select_related("question").only("created_at", "question__title")
    }


def offer() -> None:
    citing.offer(
        "answer", Source(gettext_lazy("Answers in the forum"), _citing, _still_there, _shown)
    )
