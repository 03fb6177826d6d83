"""Who answers for material, and who settles what is said of it."""

from members.people.rules import is_member
from resources.library.models import Guide
from resources.library.rules import may_edit, may_read

from .models import Care


def answers_for(user, care: Care | None) -> bool:
    """The owner and the deputy, as long as they are members."""
    return care is not None and is_member(user) and user.pk in (care.owner_id, care.deputy_id)


def may_review(user, care: Care | None, guide: Guide) -> bool:
    """Who says that material has been looked at: those who answer for it, and those who keep the library."""
    return may_edit(user) or (answers_for(user, care) and may_read(user, guide))
