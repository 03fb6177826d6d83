"""How it is said where somebody's data lies, and by which words it is shown."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Model, Q


@dataclass(frozen=True)
class Mine:
    """Which rows are a person's: the fields that say so, and the condition for a person."""

    names: tuple[str, ...]
    condition: Callable[[Any], Q]


def by(path: str) -> Mine:
    """Rows that lead to the person by this path, such as `onboarding__person`."""
    return Mine((path.split("__")[0],), lambda person: Q(**{path: person}))


@dataclass(frozen=True)
class Column:
    """One value of a row: the attributes that lead to it, with dots, and its label.

    `via` makes the value of row and person where the attribute alone says too little.
    """

    path: str
    label: Any
    via: Callable[[Any, Any], Any] | None = None

    def of(self, row: Model, person: Any) -> Any:
        if self.via is not None:
            return self.via(row, person)
        names = self.path.split(".")
        value: Any = row
        for name in names[:-1]:
            value = getattr(value, name, None)
        if value is None:
            return None
        display = getattr(value, f"get_{names[-1]}_display", None)
        return display() if display is not None else getattr(value, names[-1], None)


@dataclass(frozen=True)
class Source:
    """One kind of row about a person. `columns` are what is shown of it, whether the policy calls it
    personal or it only says which meeting or page a row is about."""

    model_label: str
    heading: Any
    mine: Mine
    columns: tuple[Column, ...]
    order: str = "-pk"
    related: tuple[str, ...] = ()
    prefetch: tuple[str, ...] = ()
    annotations: dict[str, Any] = field(default_factory=dict)
    #: The fields whose files are handed over with it; a test fails for a file that is nowhere.
    files: tuple[str, ...] = ()

    @property
    def model(self) -> type[Model]:
        return apps.get_model(self.model_label)

    @property
    def fields(self) -> list[str]:
        """The model's own fields that stand in it, as the policy names them: those that are shown, and
        those that say whose row it is."""
        names = {each.name for each in self.model._meta.get_fields()}
        own = [*(column.path.split(".")[0] for column in self.columns), *self.mine.names]
        return [f"{self.model_label}.{name}" for name in dict.fromkeys(own) if name in names]


@dataclass(frozen=True)
class Chapter:
    """Sources that a reader would look for in one place."""

    heading: Any
    sources: tuple[Source, ...]
