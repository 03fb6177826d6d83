"""Why something cannot be kept or listed, as values."""

from django.utils.translation import gettext_lazy as _

from members.people.rules import is_member
from portal.kit.problems import Blocker
from resources.library.models import Guide
from resources.library.problems import MEMBERS_ONLY, to_use

from .models import OwnList

#: More is no list any more, and nobody's library is that large.
MOST_LISTS, MOST_ON_A_LIST = 30, 300
FOREIGN = Blocker("foreign", _("The list is not there any more."))


def to_keep(guide: Guide, own_list: OwnList | None, user) -> list[Blocker]:
    """Why material cannot be put on a list; without a list it is the first one."""
    if found := to_use(user, guide):
        return found
    if own_list is None:
        return []
    if own_list.person_id != user.pk:
        return [FOREIGN]
    if own_list.kept.exclude(guide=guide).count() >= MOST_ON_A_LIST:
        return [Blocker("full", _("The list is full. Make another one."))]
    return []


def to_name(name: str, user, *, but: OwnList | None = None) -> list[Blocker]:
    """Why a list cannot be called so."""
    if not is_member(user):
        return [MEMBERS_ONLY]
    if not name.strip():
        return [Blocker("no_name", _("Give the list a name."))]
    others = OwnList.objects.filter(person=user)
    if but is not None:
        if but.person_id != user.pk:
            return [FOREIGN]
        others = others.exclude(pk=but.pk)
    elif others.count() >= MOST_LISTS:
        return [Blocker("too_many", _("You have 30 lists. Delete one first."))]
    if others.filter(name__iexact=name.strip()).exists():
        return [Blocker("taken", _("You have a list with that name."))]
    return []
