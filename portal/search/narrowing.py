"""What a search is narrowed by besides its words: topic, legal base and period. All of it stands in the
address. A room says by which of them it can be narrowed; where another is chosen, it finds nothing."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.kit import dates
from portal.topics.models import Topic


class By(StrEnum):
    """What can be chosen, by its name in the address."""

    TOPIC = "emne"
    ACT = "lov"
    PERIOD = "periode"


@dataclass(frozen=True)
class Narrow:
    """What was chosen; nothing of it is everything."""

    topic: Topic | None = None
    act: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def chosen(self) -> frozenset[By]:
        has_period = self.since is not None or self.until is not None
        parts = {By.TOPIC: self.topic is not None, By.ACT: bool(self.act), By.PERIOD: has_period}
        return frozenset(name for name, is_chosen in parts.items() if is_chosen)

    def within(self, field: str, *, days: bool = False) -> Q:
        """That a moment, or a day, lies in the period; both its ends are part of it."""
        found = Q()
        if self.since is not None:
            found &= Q(**{f"{field}__gte": self.since if days else dates.midnight(self.since)})
        if self.until is not None:
            end = self.until + timedelta(days=1)
            found &= Q(**{f"{field}__lt": end if days else dates.midnight(end)})
        return found


def year(number: int) -> tuple[date, date]:
    """Its first and its last day."""
    return date(number, 1, 1), date(number, 12, 31)


def in_words(narrow: Narrow, period: str) -> dict[str, Any]:
    """Each choice by its name in the address, as the page says it."""
    said: dict[str, Any] = {}
    if narrow.topic is not None:
        said[By.TOPIC] = narrow.topic.name
    if narrow.act:
        said[By.ACT] = narrow.act
    if By.PERIOD in narrow.chosen:
        said[By.PERIOD] = period or _("The period")
    return said
