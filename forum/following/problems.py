"""Why somebody cannot choose, as values."""

from django.utils.translation import gettext_lazy as _

from portal.kit.problems import Blocker

from .rules import may_choose


def to_choose(user) -> list[Blocker]:
    if may_choose(user):
        return []
    return [Blocker("not_allowed", _("Only members can follow topics."))]
