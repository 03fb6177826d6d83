"""Why a text cannot be reported, or a case not be taken or settled, as values."""

from django.utils.translation import gettext_lazy as _

from portal.kit.problems import Blocker

from . import rules
from .enums import Outcome
from .models import Case, Text

SETTLED = Blocker("settled", _("Somebody has settled it already."))
TAKEN = Blocker("taken", _("Somebody has taken it already."))


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
