"""Who is told that material has come, and how often."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.kit import dates
from portal.notices.flows import tell

from .enums import Phase
from .occasions import kind_of


def tell_added(occasion: Any, phase: Phase, *, by) -> None:
    """Those who come (afterwards: those who came), behind the bell alone, and once a day for each phase:
    five files in five rounds are one piece of news. Runs while the occasion is held, so that two who add at
    once tell once."""
    kind = kind_of(occasion)
    if not kind.is_out(occasion):
        return

    def title() -> str:
        words = (
            _("New material: %(title)s")
            if phase == Phase.BEFORE
            else _("Material afterwards: %(title)s")
        )
        return words % {"title": occasion.title}

    name = f"material_{phase.value}"
    url = f"{occasion.get_absolute_url()}#materiale"
    today = dates.local(timezone.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    told = {"notices__kind": name, "notices__url": url, "notices__created_at__gte": today}
    people = kind.told(occasion, phase)
    knows = people.filter(**told).values("pk")
    tell(people.exclude(pk__in=knows), kind=name, title=title, url=url, by=by)
