"""What a member says of what they give, once for the form, the flows and the row."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.topics.models import Topic
from resources.library.enums import Kind

from .enums import Credit

#: The row's columns that hold it; a field of the form and of `Said` has the same name.
COLUMNS = ("kind", "title", "summary", "tried", "led_to", "use", "link", "credit")
#: Fields that only some kinds have; the others are there for every kind.
FIELDS_OF_SOME = {
    "tried": (Kind.PRACTICE,),
    "led_to": (Kind.PRACTICE,),
    "link": (Kind.LINK,),
    # A link is read where it leads to.
    "use": tuple(kind for kind in Kind if kind != Kind.LINK),
    "attached": tuple(kind for kind in Kind if kind != Kind.LINK),
}


@dataclass(frozen=True, kw_only=True)
class Said:
    """What it is, in words, and that it may be given."""

    kind: str
    title: str
    summary: str
    tried: str = ""
    led_to: str = ""
    use: str = ""
    link: str = ""
    credit: str = Credit.MUNICIPALITY
    topics: Sequence[Topic] = ()
    has_rights: bool
    nobody_recognised: bool

    @property
    def columns(self) -> dict[str, str]:
        """What the row keeps."""
        return {name: getattr(self, name) for name in COLUMNS}


def has_field(kind: str, name: str) -> bool:
    """Whether a contribution of this kind says anything under this name."""
    return name not in FIELDS_OF_SOME or kind in FIELDS_OF_SOME[name]
