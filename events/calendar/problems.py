"""Why somebody cannot have a calendar's address, as values."""

from django.utils.translation import gettext_lazy as _

from portal.kit.problems import Blocker

from .rules import may_subscribe


def to_subscribe(user) -> list[Blocker]:
    if may_subscribe(user):
        return []
    return [Blocker("not_allowed", _("Only members can subscribe to the calendar."))]
