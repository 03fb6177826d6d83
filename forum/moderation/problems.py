"""Why a text cannot be reported, or a case not be taken or settled, as values."""

from django.utils.translation import gettext_lazy as _

from forum.questions.models import Question
from forum.questions.problems import loses_sight, to_offer
from forum.questions.queries import texts_in
from members.groups.models import Group
from members.people.queries import members
from portal.kit.problems import Blocker

from . import queries, rules
from .enums import Outcome
from .models import Case, Move, Text

SETTLED = Blocker("settled", _("Somebody has settled it already."))
TAKEN = Blocker("taken", _("Somebody has taken it already."))
OVER = Blocker("over", _("It is too late: the secretariat does not ask any more."))


def to_report(post: Text, user) -> list[Blocker]:
    if rules.may_report(user, post):
        return []
    return [
        Blocker("not_allowed", _("You can report only what others have written and you may read."))
    ]


def to_handle(case: Case, user) -> list[Blocker]:
    if rules.may_handle(user, case):
        return []
    return [
        Blocker(
            "not_allowed", _("Only those who keep order can do that, and not in their own case.")
        )
    ]


def to_settle(case: Case, outcome: str, user) -> list[Blocker]:
    found = to_handle(case, user)
    if outcome not in Outcome.values:
        found.append(Blocker("no_outcome", _("Choose what came of it.")))
    return found


def to_ask(question: Question, audience: Group | None, user) -> list[Blocker]:
    """Why nobody can be asked whether a question may have these readers."""
    found = to_offer(question, audience, user)
    if audience == question.audience:
        found.append(Blocker("same", _("They are the ones who read it today.")))
    if queries.open_move_of(question) is not None:
        found.append(Blocker("asked", _("Those who wrote there have been asked already.")))
    narrower = audience is not None and question.audience_id is None
    if not narrower and _somebody_named_has_left(question):
        found.append(
            Blocker("left", _("Somebody who has written there has left and cannot be asked."))
        )
    return found


def _somebody_named_has_left(question: Question) -> bool:
    """Of the anonymous it is not said: such a request is never answered by all, and ends by itself."""
    named = {post.author_id for post in texts_in(question) if not post.anonymous}
    there = members().filter(pk__in=[key for key in named if key is not None])
    return there.count() < len(named)


def to_agree(move: Move, agrees: bool, user) -> list[Blocker]:
    """Why a person cannot say this to a move."""
    if not queries.consents_of(user).filter(move=move).exists():
        return [Blocker("not_asked", _("You have not been asked."))]
    asks_own = move.question.author_id == user.pk
    if agrees and asks_own and loses_sight(user, move.question, move.audience):
        return [
            Blocker(
                "outside", _("You are not in that group and would lose sight of your question.")
            )
        ]
    return []
