"""Why nothing can be asked, opened or answered, as values."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.kit.problems import Blocker

from . import rules
from .enums import EACH, MOST_OF_A_PART, MOST_OPTIONS, MOST_QUESTIONS, Kind
from .models import Evaluation
from .subjects import subject_of

NOT_YOURS = Blocker("not_allowed", _("Only those who run it can do that."))
NOT_ASKED = Blocker("not_asked", _("Only those who took part are asked."))
NOT_OPEN = Blocker("not_open", _("It is not open for answers."))
CLOSED = Blocker("closed", _("It is closed. Answers are no longer taken."))
ANSWERED = Blocker("answered", _("You have answered. An answer cannot be changed."))
EMPTY = Blocker("empty", _("Answer at least one of the questions."))
BEGUN = Blocker(
    "begun", _("Somebody has answered, so the questions stay as they are: all answer the same.")
)


def to_set(evaluation: Evaluation, user) -> list[Blocker]:
    """Why the questions cannot be changed, or the evaluation left out."""
    if not rules.may_set(user, evaluation):
        return [NOT_YOURS]
    if evaluation.is_closed:
        return [CLOSED]
    return [BEGUN] if evaluation.answered else []


def with_questions(rows) -> list[Blocker]:
    """What is wrong with a set of questions."""
    found = []
    of_the_whole = [row for row in rows if not row.part]
    of_each_part = [row for row in rows if row.part == EACH]
    if not of_the_whole:
        found.append(Blocker("no_questions", _("Ask at least one question.")))
    if len(of_the_whole) > MOST_QUESTIONS:
        found.append(Blocker("too_many", _("Ask at most eight questions.")))
    if len(of_each_part) > MOST_OF_A_PART:
        found.append(Blocker("too_many_of_a_part", _("Ask at most three questions of each.")))
    if len(of_the_whole) + len(of_each_part) < len(rows):
        found.append(Blocker("part", _("Each part is asked the same.")))
    for row in rows:
        if row.kind == Kind.CHOICE and not 2 <= len(row.lines) <= MOST_OPTIONS:
            found.append(
                Blocker(
                    "options", _("A choice has from two to eight possibilities, one on each line.")
                )
            )
            break
    return found


def to_open(evaluation: Evaluation, now: datetime | None = None) -> list[Blocker]:
    """Why it cannot be opened: what it is about is not over, was called off, or it was opened before."""
    subject = subject_of(evaluation)
    if subject is None or not subject.stands or evaluation.dropped_at is not None:
        return [Blocker("not_held", _("It is not evaluated."))]
    if evaluation.opened_at is not None:
        return [Blocker("open_already", _("It has been opened."))]
    if subject.ends_at > (now or timezone.now()):
        return [Blocker("too_early", _("It opens when what it is about is over."))]
    return []


def to_answer(evaluation: Evaluation, user) -> list[Blocker]:
    """Why this person cannot answer, having answered apart: that is seen under the lock."""
    if not evaluation.was_opened:
        return [NOT_OPEN]
    if not rules.is_asked(user, evaluation):
        return [NOT_ASKED]
    return [CLOSED] if evaluation.is_closed else []
