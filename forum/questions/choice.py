"""What a reader wants to see of the list, as it stands in the address: the one place that reads and writes
it. A value that nobody knows is as good as none."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from .enums import Filter, Period, Size, Sort, Standing

#: What the address says for a question that is asked of all.
EVERYBODY = "netvaerket"
LONGEST = 200


@dataclass(frozen=True)
class Choice:
    """Tab, words, filters and order of the list. Each field's name in the address stands in `NAMES`."""

    tab: Filter = Filter.ALL
    words: str = ""
    topic: str = ""
    #: EVERYBODY, or a group's number.
    audience: str | int = ""
    size: Size | None = None
    period: Period | None = None
    since: date | None = None
    until: date | None = None
    standing: Standing | None = None
    #: None: the latest activity first, or with words what fits best.
    sort: Sort | None = None

    @classmethod
    def read(cls, address: Mapping[str, str]) -> Self:
        """The choice that an address makes."""

        def one_of(known, name):
            given = address.get(NAMES[name], "")
            return known(given) if given in known.values else None

        since, until = (_day(address.get(NAMES[name], "")) for name in ("since", "until"))
        return cls(
            tab=one_of(Filter, "tab") or Filter.ALL,
            words=" ".join(address.get(NAMES["words"], "").replace("\x00", "").split())[
                :LONGEST
            ].strip(),
            topic=_slug(address.get(NAMES["topic"], "")),
            audience=_audience(address.get(NAMES["audience"], "")),
            size=one_of(Size, "size"),
            # Days say it better than a period beside them.
            period=None if since or until else one_of(Period, "period"),
            since=since,
            until=until,
            standing=one_of(Standing, "standing"),
            sort=one_of(Sort, "sort"),
        )

    def written(self) -> dict[str, str]:
        """As it stands in the address: what is not chosen is left out."""
        return {
            NAMES[field.name]: _text(value)
            for field in fields(self)
            if (value := getattr(self, field.name)) != field.default
        }

    def address(self, **changes) -> str:
        """The query of the address for this choice with some changes, always on the first page."""
        return "?" + urlencode(replace(self, **changes).written())

    def besides(self, *names: str) -> Self:
        """The same without these parts of it."""
        plain: dict[str, Any] = {
            each.name: each.default for each in fields(self) if each.name in names
        }
        return replace(self, **plain)

    @property
    def is_narrow(self) -> bool:
        """Whether something is filtered away, the tab and the words aside."""
        return self.besides("tab", "words", "sort") != Choice()

    @property
    def is_everything(self) -> bool:
        """Whether it is the plain list: whatever is asked belongs to it."""
        return self.besides("sort") == Choice()

    @property
    def is_personal(self) -> bool:
        """Whether two readers with the same rights would see different lists."""
        return self.tab in (Filter.MINE, Filter.FOLLOWED, Filter.SAVED)


NAMES = {
    "tab": "vis",
    "words": "q",
    "topic": "emne",
    "audience": "hvem",
    "size": "stoerrelse",
    "period": "periode",
    "since": "fra",
    "until": "til",
    "standing": "stand",
    "sort": "orden",
}


def _text(value) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _slug(text: str) -> str:
    return text if len(text) <= 50 and text.replace("-", "").replace("_", "").isalnum() else ""


def _audience(text: str) -> str | int:
    if text == EVERYBODY:
        return EVERYBODY
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 and int(text) else ""


def _day(text: str) -> date | None:
    # Only as a date field sends it: other spellings would come back in another form.
    try:
        day = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    return day if day and day.isoformat() == text and 1900 < day.year < 2200 else None
